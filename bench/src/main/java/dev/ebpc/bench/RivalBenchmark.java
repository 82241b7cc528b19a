package dev.ebpc.bench;

import dev.ebpc.tools.bench.Codec;
import dev.ebpc.tools.rivals.Rivals;
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

/**
 * What a user could pick instead, on the same data in arrays; several threads by JMH's {@code -t}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RivalBenchmark {
  /** Set by {@link Main} to the rivals that run here. */
  @Param("memcpy")
  public String rival;

  @Param({
    "int8", "dense", "middle", "sparse", "fixed12", "int16", "float16", "float32", "noise", "zeros"
  })
  public String data;

  @Param({"4096", "65536", "1048576", "16777216"})
  public int size;

  private Pieces pieces;

  @Setup
  public void open() throws IOException {
    Codec codec = Codec.rival(Rivals.named(rival));
    pieces = new Pieces(codec, BenchmarkData.of(data, size));
  }

  @Benchmark
  public int encode(Traffic traffic) {
    return pieces.encode(traffic);
  }

  @Benchmark
  public int decode(Traffic traffic) {
    return pieces.decode(traffic);
  }

  @Benchmark
  public int roundTrip(Traffic traffic) {
    return pieces.roundTrip(traffic);
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
