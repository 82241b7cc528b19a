package dev.ebpc.frame;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.WordRange;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Turns the words of one batch into one batch record: section "Batch" of {@code docs/format.md}.
 *
 * <p>Its working memory is used again for batch after batch. Not thread-safe.
 */
final class BatchEncoder extends BatchJob {
  private final Engine engine;
  private final Engine.Scratch scratch;
  private final ChunkBatch batch = new ChunkBatch(BatchLayout.MAX_CHUNKS);
  private final Directory directory = new Directory();
  private final WordChecksum checksum = new WordChecksum();
  private final WordRange range = new WordRange();
  private byte[] record = {};
  private int recordBytes;

  private FrameHeader header;
  private BatchLayout layout;
  private MemorySegment words;
  private long offset;
  private int count;
  private long firstWord;

  BatchEncoder(Engine engine) {
    this.engine = engine;
    scratch = engine.newScratch();
  }

  /**
   * Chooses the batch.
   *
   * @param newHeader header of the frame
   * @param newLayout how the frame is cut
   * @param newWords memory that holds the words
   * @param newOffset byte offset of the first one
   * @param newCount how many, 1 to a whole batch
   * @param newFirstWord number of the first one in the frame
   */
  void set(
      FrameHeader newHeader,
      BatchLayout newLayout,
      MemorySegment newWords,
      long newOffset,
      int newCount,
      long newFirstWord) {
    header = newHeader;
    layout = newLayout;
    words = newWords;
    offset = newOffset;
    count = newCount;
    firstWord = newFirstWord;
  }

  /** The record, in the first {@link #recordBytes} bytes of this array. */
  byte[] record() {
    return record;
  }

  /** Bytes of the record. */
  int recordBytes() {
    return recordBytes;
  }

  @Override
  void forget() {
    words = null;
    batch.words = null;
  }

  @Override
  void work() {
    int chunks = layout.chunks(count);
    if (header.format() == NumberFormat.OPAQUE) {
      for (int i = 0; i < chunks; i++) {
        directory.set(i, ChunkKind.RAW);
      }
    } else {
      requireRange();
      encodeChunks(chunks);
    }
    writeRecord(chunks);
  }

  private void requireRange() {
    int wordBits = header.parameters().wordBits();
    int outside = range.firstOutside(header.format(), wordBits, words, offset, count);
    if (outside >= 0) {
      throw new IllegalArgumentException(
          "word " + (firstWord + outside) + " does not fit " + wordBits + " bits");
    }
  }

  /** Codes every chunk and decides how each is kept. */
  private void encodeChunks(int chunks) {
    batch.parameters = header.parameters();
    batch.format = header.format();
    batch.words = words;
    batch.chunks = chunks;
    for (int i = 0; i < chunks; i++) {
      batch.wordOffset[i] = wordOffset(i);
      batch.wordCount[i] = layout.wordsOf(i, count);
    }
    batch.reserveForEncoding();
    engine.encodeChunks(batch, scratch);
    for (int i = 0; i < chunks; i++) {
      int znz = (batch.znzBits[i] + 7) / 8;
      int bpc = (batch.bpcBits[i] + 7) / 8;
      if (batch.nonZeros[i] == 0) {
        directory.set(i, ChunkKind.ZERO);
      } else if (!ChunkKind.paysCoded(znz + bpc, rawBytes(i))) {
        directory.set(i, ChunkKind.RAW);
      } else {
        directory.setCoded(i, batch.nonZeros[i], znz, bpc);
      }
    }
  }

  private void writeRecord(int chunks) {
    // 1. Word count, directory and their checksum.
    if (record.length < layout.maxBytes(count)) {
      record = new byte[layout.maxBytes(count)];
    }
    LittleEndian.putInt(record, 0, count);
    directory.write(record, 4, chunks, layout.wide());
    int next = 4 + layout.entryBytes(chunks);
    LittleEndian.putInt(record, next, checksum.of(record, next));
    next += 4;
    // 2. All ZNZ streams.
    for (int i = 0; i < chunks; i++) {
      System.arraycopy(batch.znz, batch.znzStart[i], record, next, directory.znzBytes[i]);
      next += directory.znzBytes[i];
    }
    // 3. All BPC streams, raw chunks among them.
    for (int i = 0; i < chunks; i++) {
      if (directory.kind[i] == ChunkKind.RAW) {
        MemorySegment.copy(words, ValueLayout.JAVA_BYTE, wordOffset(i), record, next, rawBytes(i));
        next += rawBytes(i);
      } else {
        System.arraycopy(batch.bpc, batch.bpcStart[i], record, next, directory.bpcBytes[i]);
        next += directory.bpcBytes[i];
      }
    }
    // 4. Checksum of the words.
    int crc = checksum.of(words, offset, count * layout.elementBytes());
    LittleEndian.putInt(record, next, crc);
    recordBytes = next + 4;
  }

  private long wordOffset(int chunk) {
    return offset + (long) chunk * layout.chunkWords() * layout.elementBytes();
  }

  private int rawBytes(int chunk) {
    return layout.wordsOf(chunk, count) * layout.elementBytes();
  }
}
