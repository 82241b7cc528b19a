package dev.ebpc.frame;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * The threads that work on the batches of one frame: the calling one, and those of an executor
 * beside it. Knows nothing of what they do.
 *
 * @param executor runs jobs beside the calling thread; null if there is only that
 * @param helpers most threads of the executor at work
 * @param batchesInFlight most batches that are worked on, or wait for it, at a time
 */
record Threads(Executor executor, int helpers, int batchesInFlight) {
  /** With one for each, a thread that is done waits for the caller, who is busy with its own. */
  private static final int BATCHES_PER_THREAD = 2;

  /** Never started: stands for every thread but the calling one. */
  private static final Thread ANY_OTHER_THREAD = new Thread("stands for any thread");

  /** The calling thread and the JVM's common pool; with one thread only the calling one. */
  static Threads ofCount(int threads) {
    requirePositive("threads", threads);
    return threads == 1
        ? new Threads(null, 0, 1)
        : new Threads(
            ForkJoinPool.commonPool(),
            threads - 1,
            Math.multiplyExact(BATCHES_PER_THREAD, threads));
  }

  /** The calling thread and those of an executor. */
  static Threads ofExecutor(Executor executor, int batchesInFlight) {
    requirePositive("batches in flight", batchesInFlight);
    Objects.requireNonNull(executor, "executor");
    return new Threads(executor, batchesInFlight, batchesInFlight);
  }

  /** Whether there is only the calling thread. */
  boolean areOne() {
    return executor == null;
  }

  /** Whether all of them can reach some memory; if not, only the calling one may work on it. */
  boolean canReach(MemorySegment memory) {
    return memory.isAccessibleBy(ANY_OTHER_THREAD);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, found " + value);
    }
  }
}
