package dev.ebpc.frame;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.NumberFormat;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * What the start of a batch says about its chunks: section "Directory" of {@code docs/format.md}.
 *
 * <p>One entry per chunk: kind and non-zero words, bytes of its ZNZ stream, bytes of its BPC
 * stream.
 */
final class Directory {
  final ChunkKind[] kind = new ChunkKind[BatchLayout.MAX_CHUNKS];
  final int[] nonZeros = new int[BatchLayout.MAX_CHUNKS];
  final int[] znzBytes = new int[BatchLayout.MAX_CHUNKS];
  final int[] bpcBytes = new int[BatchLayout.MAX_CHUNKS];

  private final byte[] bytes = new byte[4 + 12 * BatchLayout.MAX_CHUNKS + 4];
  private final CRC32C crc = new CRC32C();
  private BatchLayout layout;
  private int words;
  private int chunks;

  /** Sets the entry of a chunk that is not coded. */
  void set(int chunk, ChunkKind plain) {
    kind[chunk] = plain;
    nonZeros[chunk] = 0;
    znzBytes[chunk] = 0;
    bpcBytes[chunk] = 0;
  }

  /** Sets the entry of a coded chunk. */
  void setCoded(int chunk, int nonZeroWords, int znz, int bpc) {
    kind[chunk] = ChunkKind.CODED;
    nonZeros[chunk] = nonZeroWords;
    znzBytes[chunk] = znz;
    bpcBytes[chunk] = bpc;
  }

  /** Writes the entries of the first chunks. */
  void write(byte[] record, int at, int count, boolean wide) {
    int next = at;
    for (int i = 0; i < count; i++) {
      if (wide) {
        LittleEndian.putInt(record, next, kind[i].code() << 30 | nonZeros[i]);
        LittleEndian.putInt(record, next + 4, znzBytes[i]);
        LittleEndian.putInt(record, next + 8, bpcBytes[i]);
        next += 12;
      } else {
        LittleEndian.putU16(record, next, kind[i].code() << 14 | nonZeros[i]);
        LittleEndian.putU16(record, next + 2, znzBytes[i]);
        LittleEndian.putU16(record, next + 4, bpcBytes[i]);
        next += 6;
      }
    }
  }

  /**
   * Reads and checks the directory of a batch whose word count has just been read.
   *
   * @param source stands behind the word count
   * @param batchWords words of the batch
   * @param header header of the frame
   * @param batchLayout how the frame is cut
   * @param firstChunk number of the batch's first chunk in the frame
   * @throws EbpcException if an entry contradicts the header or itself
   */
  void read(
      ByteSource source,
      int batchWords,
      FrameHeader header,
      BatchLayout batchLayout,
      long firstChunk)
      throws IOException {
    words = batchWords;
    layout = batchLayout;
    chunks = layout.chunks(words);
    long position = source.position();
    int entries = layout.entryBytes(chunks);
    LittleEndian.putInt(bytes, 0, words);
    source.read(bytes, 4, entries + 4);
    crc.reset();
    crc.update(bytes, 0, 4 + entries);
    if (LittleEndian.getInt(bytes, 4 + entries) != (int) crc.getValue()) {
      throw new EbpcException(
          ErrorCode.CHECKSUM,
          Place.FRAME,
          -1,
          position + entries,
          "the checksum of the directory does not match");
    }
    long entry = layout.entryBytes(1);
    for (int i = 0; i < chunks; i++) {
      readEntry((int) (4 + i * entry), i, layout.wide());
      String problem = problem(i, header);
      if (problem != null) {
        throw new EbpcException(
            ErrorCode.BAD_DIRECTORY, Place.FRAME, firstChunk + i, position + i * entry, problem);
      }
    }
  }

  /** Chunks of the batch that was read. */
  int chunks() {
    return chunks;
  }

  /** Words of the batch that was read. */
  int words() {
    return words;
  }

  /** Words of one of its chunks. */
  int wordsOf(int chunk) {
    return layout.wordsOf(chunk, words);
  }

  /** Bytes of the words of one of its chunks in memory. */
  int rawBytes(int chunk) {
    return wordsOf(chunk) * layout.elementBytes();
  }

  /** Bytes of all its ZNZ streams. */
  int allZnzBytes() {
    int sum = 0;
    for (int i = 0; i < chunks; i++) {
      sum += znzBytes[i];
    }
    return sum;
  }

  /** Bytes of one chunk among the BPC streams: its stream or its containers. */
  int bpcPartBytes(int chunk) {
    return kind[chunk] == ChunkKind.RAW ? rawBytes(chunk) : bpcBytes[chunk];
  }

  /** Bytes of all its BPC streams, raw chunks included. */
  int allBpcBytes() {
    int sum = 0;
    for (int i = 0; i < chunks; i++) {
      sum += bpcPartBytes(i);
    }
    return sum;
  }

  private void readEntry(int at, int chunk, boolean wide) {
    int first = wide ? LittleEndian.getInt(bytes, at) : LittleEndian.getU16(bytes, at) << 16;
    kind[chunk] = ChunkKind.ofCode(first >>> 30);
    nonZeros[chunk] = wide ? first & 0x3FFFFFFF : first << 2 >>> 18;
    znzBytes[chunk] =
        wide ? LittleEndian.getInt(bytes, at + 4) : LittleEndian.getU16(bytes, at + 2);
    bpcBytes[chunk] =
        wide ? LittleEndian.getInt(bytes, at + 8) : LittleEndian.getU16(bytes, at + 4);
  }

  /** What is wrong with an entry, in words, or null. */
  private String problem(int chunk, FrameHeader header) {
    int chunkWords = wordsOf(chunk);
    int count = nonZeros[chunk];
    int znz = znzBytes[chunk];
    int bpc = bpcBytes[chunk];
    ChunkKind found = kind[chunk];
    if (found == null) {
      return "unknown kind of chunk";
    }
    if (header.format() == NumberFormat.OPAQUE && found != ChunkKind.RAW) {
      return "opaque elements are only kept raw";
    }
    if (found != ChunkKind.CODED) {
      return (count | znz | bpc) == 0
          ? null
          : "a chunk of kind " + found.name().toLowerCase(Locale.ROOT) + " has streams";
    }
    if (count < 1 || count > chunkWords) {
      return "expected 1 to " + chunkWords + " non-zero words, found " + count;
    }
    CodeParameters parameters = header.parameters();
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
    return (long) znz + bpc < rawBytes(chunk)
        ? null
        : "streams that are not shorter than the words";
  }
}
