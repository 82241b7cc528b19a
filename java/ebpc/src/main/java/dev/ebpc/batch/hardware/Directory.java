package dev.ebpc.batch.hardware;

import dev.ebpc.batch.LittleEndian;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.hardware.ChunkDirectory;
import dev.ebpc.hardware.ChunkEntry;
import dev.ebpc.hardware.ChunkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the head of a batch says about its chunks: section "Directory" of {@code docs/format.md}.
 *
 * <p>One entry per chunk: kind and non-zero words, bytes of its ZNZ stream, bytes of its BPC
 * stream.
 */
final class Directory {
  private final ChunkKind[] kinds = new ChunkKind[ChunkLayout.MAX_CHUNKS];
  private final int[] nonZeros = new int[ChunkLayout.MAX_CHUNKS];
  private final int[] znzBytes = new int[ChunkLayout.MAX_CHUNKS];
  private final int[] bpcBytes = new int[ChunkLayout.MAX_CHUNKS];
  private HardwareFormat format;
  private ChunkLayout layout;
  private int words;
  private int chunks;

  /** Starts the directory of a batch of so many words. */
  void begin(HardwareFormat newFormat, int newWords) {
    format = newFormat;
    layout = format.layout();
    words = newWords;
    chunks = layout.chunks(words);
  }

  /** Sets the entry of a chunk that is not coded. */
  void set(int chunk, ChunkKind plain) {
    kinds[chunk] = plain;
    nonZeros[chunk] = 0;
    znzBytes[chunk] = 0;
    bpcBytes[chunk] = 0;
  }

  /** Sets the entry of a coded chunk. */
  void setCoded(int chunk, int nonZeroWords, int znz, int bpc) {
    kinds[chunk] = ChunkKind.CODED;
    nonZeros[chunk] = nonZeroWords;
    znzBytes[chunk] = znz;
    bpcBytes[chunk] = bpc;
  }

  /** Bytes of the entries. */
  int bytes() {
    return layout.entryBytes(chunks);
  }

  /** Writes the entries. */
  void write(byte[] head, int at) {
    int next = at;
    for (int i = 0; i < chunks; i++) {
      if (layout.wide()) {
        LittleEndian.putInt(head, next, kinds[i].code() << 30 | nonZeros[i]);
        LittleEndian.putInt(head, next + 4, znzBytes[i]);
        LittleEndian.putInt(head, next + 8, bpcBytes[i]);
        next += 12;
      } else {
        LittleEndian.putU16(head, next, kinds[i].code() << 14 | nonZeros[i]);
        LittleEndian.putU16(head, next + 2, znzBytes[i]);
        LittleEndian.putU16(head, next + 4, bpcBytes[i]);
        next += 6;
      }
    }
  }

  /**
   * Reads and checks the entries.
   *
   * @param position byte offset of the first one in the frame
   * @param firstChunk number of the batch's first chunk in the frame
   * @throws EbpcException if an entry contradicts the header or itself
   */
  void read(byte[] head, int at, long position, long firstChunk) {
    int entryBytes = layout.entryBytes(1);
    for (int i = 0; i < chunks; i++) {
      readEntry(head, at + i * entryBytes, i);
      String problem = problem(i);
      if (problem != null) {
        throw new EbpcException(
            ErrorCode.BAD_DIRECTORY,
            Place.FRAME,
            firstChunk + i,
            position + (long) i * entryBytes,
            problem);
      }
    }
  }

  /** Chunks of the batch. */
  int chunks() {
    return chunks;
  }

  /** Words of a chunk. */
  int wordsOf(int chunk) {
    return layout.wordsOf(chunk, words);
  }

  /** Bytes of the words of a chunk in memory. */
  int rawBytesOf(int chunk) {
    return layout.rawBytesOf(chunk, words);
  }

  /** Bytes of the words before a chunk in memory. */
  long offsetOf(int chunk) {
    return (long) chunk * layout.chunkWords() * layout.elementBytes();
  }

  ChunkKind kind(int chunk) {
    return kinds[chunk];
  }

  int nonZeros(int chunk) {
    return nonZeros[chunk];
  }

  int znzBytes(int chunk) {
    return znzBytes[chunk];
  }

  int bpcBytes(int chunk) {
    return bpcBytes[chunk];
  }

  /** Whether no chunk is coded, so that there are no streams. */
  boolean isRaw() {
    return allZnzBytes() == 0;
  }

  /** Bytes of all ZNZ streams. */
  int allZnzBytes() {
    int sum = 0;
    for (int i = 0; i < chunks; i++) {
      sum += znzBytes[i];
    }
    return sum;
  }

  /** Bytes of one chunk among the BPC streams: its stream or its containers. */
  int bpcPartBytes(int chunk) {
    return kinds[chunk] == ChunkKind.RAW ? rawBytesOf(chunk) : bpcBytes[chunk];
  }

  /** Bytes of all BPC streams, raw chunks included. */
  int allBpcBytes() {
    int sum = 0;
    for (int i = 0; i < chunks; i++) {
      sum += bpcPartBytes(i);
    }
    return sum;
  }

  /** The entries, numbered from that of the batch's first chunk in the frame on. */
  ChunkDirectory content(long firstChunk) {
    List<ChunkEntry> entries = new ArrayList<>(chunks);
    for (int i = 0; i < chunks; i++) {
      entries.add(
          new ChunkEntry(
              firstChunk + i, wordsOf(i), kinds[i], nonZeros[i], znzBytes[i], bpcBytes[i]));
    }
    return new ChunkDirectory(entries);
  }

  private void readEntry(byte[] head, int at, int chunk) {
    boolean wide = layout.wide();
    int first = wide ? LittleEndian.getInt(head, at) : LittleEndian.getU16(head, at) << 16;
    kinds[chunk] = ChunkKind.ofCode(first >>> 30);
    nonZeros[chunk] = wide ? first & 0x3FFFFFFF : first << 2 >>> 18;
    znzBytes[chunk] = wide ? LittleEndian.getInt(head, at + 4) : LittleEndian.getU16(head, at + 2);
    bpcBytes[chunk] = wide ? LittleEndian.getInt(head, at + 8) : LittleEndian.getU16(head, at + 4);
  }

  /** What is wrong with an entry, in words, or null. */
  private String problem(int chunk) {
    int chunkWords = wordsOf(chunk);
    int count = nonZeros[chunk];
    int znz = znzBytes[chunk];
    int bpc = bpcBytes[chunk];
    ChunkKind found = kinds[chunk];
    if (found == null) {
      return "unknown kind of chunk";
    }
    if (format.terms().format().isStored() && found != ChunkKind.RAW) {
      return "stored elements are only kept raw";
    }
    if (found != ChunkKind.CODED) {
      return (count | znz | bpc) == 0
          ? null
          : "a chunk of kind " + found.name().toLowerCase(Locale.ROOT) + " has streams";
    }
    if (count < 1 || count > chunkWords) {
      return "expected 1 to " + chunkWords + " non-zero words, found " + count;
    }
    CodeParameters parameters = format.parameters();
    if (znz < 1 || chunkWords > parameters.maxWordsOfZnz(8L * znz)) {
      return "a ZNZ stream of " + znz + " bytes cannot hold " + chunkWords + " words";
    }
    if (bpc < 1 || count > parameters.maxWordsOfBpc(8L * bpc)) {
      return "a BPC stream of " + bpc + " bytes cannot hold " + count + " words";
    }
    if (8L * znz - 7 > parameters.maxZnzBits(chunkWords)) {
      return "a ZNZ stream of "
          + znz
          + " bytes is longer than "
          + chunkWords
          + " words can make it";
    }
    if (8L * bpc - 7 > parameters.maxBpcBits(count)) {
      return "a BPC stream of " + bpc + " bytes is longer than " + count + " words can make it";
    }
    return (long) znz + bpc < rawBytesOf(chunk)
        ? null
        : "streams that are not shorter than the words";
  }
}
