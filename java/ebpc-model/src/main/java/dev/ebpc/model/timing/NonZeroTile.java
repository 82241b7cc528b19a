package dev.ebpc.model.timing;

/**
 * The non-zero words of a piece of the input with their positions, gathered without a branch per
 * word.
 *
 * <p>Words of a block that is not complete stay for the next piece. Not thread-safe.
 */
final class NonZeroTile {
  /** Small enough for the first-level cache, large enough to make what is left over cheap. */
  private static final int PIECE = 2048;

  final int[] values;
  final int[] positions;
  private final int blockSize;
  private int[] words;
  private int from;
  private int read;
  private int to;
  private int count;
  private int used;

  NonZeroTile(int blockSize) {
    this.blockSize = blockSize;
    values = new int[PIECE + blockSize];
    positions = new int[PIECE + blockSize];
  }

  /** Starts again with other words; positions count from {@code from}. */
  void start(int[] words, int from, int to) {
    this.words = words;
    this.from = from;
    this.to = to;
    read = from;
    count = 0;
    used = 0;
  }

  /**
   * Reads the next piece.
   *
   * @return whether there was one
   */
  boolean next() {
    if (read == to) {
      return false;
    }
    int left = count - used;
    System.arraycopy(values, used, values, 0, left);
    System.arraycopy(positions, used, positions, 0, left);
    int end = read + Math.min(to - read, PIECE);
    count = gather(read, end, left);
    read = end;
    used = count - count % blockSize;
    return true;
  }

  /** Stores every word and steps on only behind a non-zero one. */
  private int gather(int start, int end, int gathered) {
    int k = gathered;
    for (int i = start; i < end; i++) {
      int word = words[i];
      values[k] = word;
      positions[k] = i - from;
      k += (word | -word) >>> 31;
    }
    return k;
  }

  /** Words in complete blocks. */
  int blockWords() {
    return used;
  }

  /** Position of the first word of a block that is not complete, or -1 if there is none. */
  int openBlock() {
    return used < count ? positions[used] : -1;
  }
}
