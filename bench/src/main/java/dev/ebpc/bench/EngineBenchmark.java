package dev.ebpc.bench;

import dev.ebpc.engine.Engines;
import dev.ebpc.tools.bench.Codec;
import dev.ebpc.tools.bench.Workload;
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
 * Engines without the frame: no checksums, and every chunk coded, noise and zeros as well, in
 * pieces of 1 MiB.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EngineBenchmark {
  /** Set by {@link Main} to the engines that run here. */
  @Param("scalar")
  public String engine;

  @Param({
    "int8", "dense", "middle", "sparse", "fixed12", "int16", "float16", "float32", "noise", "zeros"
  })
  public String data;

  @Param({"heap", "direct"})
  public String memory;

  private Pieces pieces;

  @Setup
  public void open() throws IOException {
    boolean direct = memory.equals("direct");
    Codec codec = Codec.engine(Engines.named(engine), direct);
    pieces = new Pieces(codec, BenchmarkData.of(data, Workload.PIECE_BYTES));
  }

  @Benchmark
  public int encode(Traffic traffic) {
    return pieces.encode(traffic);
  }

  @Benchmark
  public int decode(Traffic traffic) {
    return pieces.decode(traffic);
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
