package dev.ebpc.bench;

import dev.ebpc.engine.Engines;
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

/** Frames in memory, by engine: what users of the library get. Read the {@code bytes} figures. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameBenchmark {
  /** Set by {@link Main} to the engines that run here. */
  @Param("scalar")
  public String engine;

  @Param({
    "int8", "dense", "middle", "sparse", "fixed12", "int16", "float16", "float32", "noise", "zeros"
  })
  public String data;

  @Param({"4096", "65536", "1048576", "16777216"})
  public int size;

  @Param({"heap", "direct"})
  public String memory;

  /** Threads that share one frame. */
  @Param({"1", "2"})
  public int threads;

  private Pieces pieces;

  @Setup
  public void open() throws IOException {
    boolean direct = memory.equals("direct");
    Codec codec = Codec.frame(Engines.named(engine), direct, threads);
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
