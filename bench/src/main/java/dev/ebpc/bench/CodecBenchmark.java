package dev.ebpc.bench;

import dev.ebpc.tools.bench.Codec;
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
 * A codec on some data in pieces of some size, all of it the same for our engines and for rivals.
 * Read the {@code bytes} figures.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public abstract class CodecBenchmark {
  /** Set by {@link Main} to all data of {@code ./ebpc bench}. */
  @Param("all")
  public String data;

  /** Most bytes of a piece. */
  @Param({"4096", "65536", "1048576"})
  public int size;

  @Param({"heap", "direct"})
  public String memory;

  private Pieces pieces;

  /** Who is measured. */
  abstract Codec codec(boolean direct);

  @Setup
  public void open() throws IOException {
    pieces = new Pieces(codec(memory.equals("direct")), BenchmarkData.of(data, size));
    RatioProfiler.tell(pieces.ratio());
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
