package dev.ebpc.tools.evaluation;

import dev.ebpc.code.CodeParameters;

/**
 * Sizes in bits of the methods that depend on nothing but zero runs, as the published evaluation
 * counts them, quirks included. Source: the evaluation scripts that accompany the paper.
 */
public final class ZeroRunSizes {
  private static final int MAX_RUN = 16;
  private static final int RUN_BITS = 4;

  private ZeroRunSizes() {}

  /**
   * Zero run-length coding with runs of up to 16. The evaluation writes a run's length itself, not
   * less one, so that a full run needs a bit more.
   */
  public static long zeroRle(ZeroRuns runs, int wordBits) {
    return runs.nonZeros() * (1 + wordBits)
        + runs.sum(ZeroRunSizes::zeroRleRun)
        + zeroRleRun(runs.finalRun());
  }

  private static long zeroRleRun(long run) {
    long rest = run % MAX_RUN == 0 ? 0 : 1 + RUN_BITS;
    return run / MAX_RUN * (1 + RUN_BITS + 1) + rest;
  }

  /** Zero-value coding: a flag per word, and every non-zero word. */
  public static long zvc(ZeroRuns runs, int wordBits) {
    return runs.words() + runs.nonZeros() * wordBits;
  }

  /** Compressed sparse column: a distance of 4 bits per word, dummy entries over longer ones. */
  public static long csc(ZeroRuns runs, int wordBits) {
    long dummies = runs.sum(run -> run / MAX_RUN);
    return (runs.nonZeros() + dummies) * (RUN_BITS + wordBits);
  }

  /** The zero/non-zero stream of the hardware code. */
  public static long znz(ZeroRuns runs, CodeParameters parameters) {
    return evaluationZnz(runs, parameters) + znzRun(runs.finalRun(), parameters);
  }

  /** The zero/non-zero stream of the published evaluation, which omits the final run. */
  public static long evaluationZnz(ZeroRuns runs, CodeParameters parameters) {
    return runs.nonZeros() + runs.sum(run -> znzRun(run, parameters));
  }

  private static long znzRun(long run, CodeParameters parameters) {
    int most = parameters.maxZeroRun();
    return (run + most - 1) / most * (1 + parameters.zeroRunBits());
  }
}
