package dev.ebpc.frame;

/** How a frame is cut into batches and chunks, and how long the parts of a batch are. */
final class BatchLayout {
  /** Most chunks of a batch. */
  static final int MAX_CHUNKS = 32;

  private static final int MIN_CHUNKS = 16;
  private static final int AIMED_BATCH_BYTES = 1 << 17;
  private static final int CRC_BYTES = 4;
  private static final int COUNT_BYTES = 4;

  private final int chunkWords;
  private final int elementBytes;
  private final int batchWords;
  private final boolean wide;

  BatchLayout(int chunkWords, int elementBytes) {
    this.chunkWords = chunkWords;
    this.elementBytes = elementBytes;
    int chunkBytes = chunkWords * elementBytes;
    batchWords = chunkWords * Math.clamp(AIMED_BATCH_BYTES / chunkBytes, MIN_CHUNKS, MAX_CHUNKS);
    wide = chunkWords > 8192 || chunkBytes > 32768;
  }

  int chunkWords() {
    return chunkWords;
  }

  int elementBytes() {
    return elementBytes;
  }

  /** Words of every batch but the last. */
  int batchWords() {
    return batchWords;
  }

  /** Whether the fields of a directory entry have four bytes and not two. */
  boolean wide() {
    return wide;
  }

  /** Chunks of a batch. */
  int chunks(int words) {
    return (words + chunkWords - 1) / chunkWords;
  }

  /** Words of chunk i of a batch. */
  int wordsOf(int i, int words) {
    return Math.min(chunkWords, words - i * chunkWords);
  }

  /** Bytes of the directory's entries. */
  int entryBytes(int chunks) {
    return chunks * 3 * (wide ? 4 : 2);
  }

  /** Bytes of a batch without any stream: word count, directory and both checksums. */
  int overheadBytes(int words) {
    return COUNT_BYTES + entryBytes(chunks(words)) + 2 * CRC_BYTES;
  }

  /** Most bytes of a batch: every chunk raw. */
  int maxBytes(int words) {
    return overheadBytes(words) + words * elementBytes;
  }

  /** Batches of a number of words. */
  long batches(long words) {
    return words / batchWords + (words % batchWords == 0 ? 0 : 1);
  }
}
