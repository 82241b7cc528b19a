package dev.ebpc.bench;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Reports the compression ratio of the data beside the speed, as a line of its own in all of JMH's
 * forms of output. {@link Main} switches it on.
 */
public final class RatioProfiler implements InternalProfiler {
  private static volatile double ratio = Double.NaN;

  /** Sets what is reported: bytes of words over bytes of them compressed. */
  static void tell(double newRatio) {
    ratio = newRatio;
  }

  @Override
  public String getDescription() {
    return "Compression ratio of the data";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return Double.isNaN(ratio)
        ? List.of()
        : List.of(new ScalarResult("ratio", ratio, "words/code", AggregationPolicy.AVG));
  }
}
