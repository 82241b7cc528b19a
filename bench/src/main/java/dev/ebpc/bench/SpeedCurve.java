package dev.ebpc.bench;

import java.util.Arrays;

/** Times of equal pieces of work, one after the other, from the first one of a JVM on. */
final class SpeedCurve {
  /** Share of the final speed that counts as fast. */
  private static final double FAST = 0.8;

  /** Pieces that are looked at together: one slow piece among fast ones is the machine's. */
  private static final int WINDOW = 9;

  /** The last pieces, one in so many, give the final speed. */
  private static final int FINAL_PART = 5;

  private final int pieceBytes;
  private long[] nanos = new long[1 << 10];
  private int count;

  SpeedCurve(int pieceBytes) {
    this.pieceBytes = pieceBytes;
  }

  void add(long time) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = time;
  }

  long firstNanos() {
    return nanos[0];
  }

  /** Time of all pieces before it was fast. */
  long nanosUntilFast() {
    return Arrays.stream(nanos, 0, piecesUntilFast()).sum();
  }

  /** Bytes of all pieces before it was fast. */
  long bytesUntilFast() {
    return (long) piecesUntilFast() * pieceBytes;
  }

  private int piecesUntilFast() {
    long last = median(count - Math.max(1, count / FINAL_PART), count);
    for (int piece = 0; piece < count; piece++) {
      if (FAST * median(piece, Math.min(count, piece + WINDOW)) <= last) {
        return piece;
      }
    }
    return count;
  }

  private long median(int from, int to) {
    long[] some = Arrays.copyOfRange(nanos, from, to);
    Arrays.sort(some);
    return some[some.length / 2];
  }
}
