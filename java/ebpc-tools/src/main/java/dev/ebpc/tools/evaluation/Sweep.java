package dev.ebpc.tools.evaluation;

import java.util.List;

/** The parameters that sweeps go through; the paper's choice is n = 8 and R = 16. */
public final class Sweep {
  /** Block sizes n, at the paper's R. */
  public static final List<Integer> BLOCK_SIZES = List.of(4, 8, 16, 32, 64);

  /** Maximum zero runs R, at the paper's n. */
  public static final List<Integer> ZERO_RUNS = List.of(2, 4, 8, 16, 32, 64, 128, 256);

  private Sweep() {}
}
