package dev.ebpc.tools.bench;

import java.util.Arrays;

/** Median and quartiles: what a busy machine's figures can be trusted for. */
final class Statistics {
  private Statistics() {}

  /**
   * The value below which a share of the values lies, by linear interpolation between neighbours.
   *
   * @param values in any order; those that are no number do not count
   * @param share 0 to 1
   * @return the quantile, not a number if there is no value
   */
  static double quantile(double[] values, double share) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  static double median(double[] values) {
    return quantile(values, 0.5);
  }
}
