package dev.ebpc.batch.hardware;

/** How batches are cut into chunks, and how long their directories are. */
final class ChunkLayout {
  /** Most chunks of a batch. */
  static final int MAX_CHUNKS = 32;

  private static final int MIN_CHUNKS = 16;
  private static final int AIMED_BATCH_BYTES = 1 << 17;

  private final int chunkWords;
  private final int elementBytes;
  private final int batchWords;
  private final boolean wide;

  ChunkLayout(int chunkWords, int elementBytes) {
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

  /** Bytes of chunk i of a batch as it lies in memory. */
  int rawBytesOf(int i, int words) {
    return wordsOf(i, words) * elementBytes;
  }

  /** Bytes of the entries of a directory. */
  int entryBytes(int chunks) {
    return chunks * 3 * (wide ? 4 : 2);
  }
}
