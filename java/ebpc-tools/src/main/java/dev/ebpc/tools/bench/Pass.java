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

  /**
   * Gigabytes of words per second over those of some pieces that took part, of one thread.
   *
   * @return the speed, not a number if none of them took part
   */
  double gigabytesPerSecond(Workload workload, int[] pieces) {
    long bytes = 0;
    long time = 0;
    for (int piece : pieces) {
      if (nanos[piece] > 0) {
        bytes += workload.pieces().get(piece).bytes();
        time += nanos[piece];
      }
    }
    return time == 0 ? Double.NaN : (double) bytes / time;
  }

  /**
   * How many times as fast as another codec in the same round, over those of some pieces that both
   * coded.
   *
   * @return the ratio, not a number if they have no piece in common
   */
  double speedup(Pass other, int[] pieces) {
    long mine = 0;
    long others = 0;
    for (int piece : pieces) {
      if (nanos[piece] > 0 && other.nanos[piece] > 0) {
        mine += nanos[piece];
        others += other.nanos[piece];
      }
    }
    return mine == 0 ? Double.NaN : (double) others / mine;
  }

  /** Bytes allocated by one of some pieces, on average; not a number if none took part. */
  double allocatedBytes(int[] pieces) {
    long bytes = 0;
    int count = 0;
    for (int piece : pieces) {
      if (nanos[piece] > 0) {
        bytes += allocated[piece];
        count++;
      }
    }
    return count == 0 ? Double.NaN : (double) bytes / count;
  }
}
