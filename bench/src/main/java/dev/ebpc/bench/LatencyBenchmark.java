package dev.ebpc.bench;

import dev.ebpc.tools.bench.Codecs;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long one small tensor takes, in percentiles of single frames in arrays. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LatencyBenchmark {
  /** Set by {@link Main} to the codecs that run here. */
  @Param("scalar")
  public String codec;

  @Param({"4096", "65536"})
  public int size;

  private final Traffic uncounted = new Traffic();
  private Pieces pieces;

  @Setup
  public void open() throws IOException {
    pieces = new Pieces(Codecs.frame(codec, false, 1), BenchmarkData.sized(size));
  }

  @Benchmark
  public int encode() {
    return pieces.encode(uncounted);
  }

  @Benchmark
  public int decode() {
    return pieces.decode(uncounted);
  }

  @TearDown(Level.Iteration)
  public void check() {
    pieces.requireRestored();
  }

  @TearDown
  public void close() {
    pieces.close();
  }
}
