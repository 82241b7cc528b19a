package dev.ebpc.tools.bench;

/**
 * What one direction, coding or decoding, took in one round: nanoseconds and allocated bytes by
 * piece. A piece that was left out has no time. Threads write to pieces of their own.
 */
final class Pass {
  private final long[] nanos;
  private final long[] allocated;

  Pass(int pieces) {
    nanos = new long[pieces];
    allocated = new long[pieces];
  }

  void record(int piece, long time, long bytes) {
    // A clock too coarse for a piece must not make it one that was left out.
    nanos[piece] = Math.max(1, time);
    allocated[piece] = bytes;
  }

  /** Gigabytes of words per second over the pieces that took part, of one thread. */
  double gigabytesPerSecond(Workload workload) {
    long bytes = 0;
    long time = 0;
    for (int piece = 0; piece < nanos.length; piece++) {
      if (nanos[piece] > 0) {
        bytes += workload.pieces().get(piece).length;
        time += nanos[piece];
      }
    }
    return (double) bytes / time;
  }

  /**
   * How many times as fast as another codec in the same round, over the pieces that both coded.
   *
   * @return the ratio, not a number if they have no piece in common
   */
  double speedup(Pass other) {
    long mine = 0;
    long others = 0;
    for (int piece = 0; piece < nanos.length; piece++) {
      if (nanos[piece] > 0 && other.nanos[piece] > 0) {
        mine += nanos[piece];
        others += other.nanos[piece];
      }
    }
    return (double) others / mine;
  }

  /** Bytes allocated by a piece, on average. */
  double allocatedBytes() {
    long bytes = 0;
    int pieces = 0;
    for (int piece = 0; piece < nanos.length; piece++) {
      if (nanos[piece] > 0) {
        bytes += allocated[piece];
        pieces++;
      }
    }
    return (double) bytes / pieces;
  }
}
