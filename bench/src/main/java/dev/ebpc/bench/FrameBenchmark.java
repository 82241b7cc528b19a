package dev.ebpc.bench;

import dev.ebpc.engine.Engines;
import dev.ebpc.tools.bench.Codec;
import org.openjdk.jmh.annotations.Param;

/** Frames in memory, by engine: what users of the library get. */
public class FrameBenchmark extends CodecBenchmark {
  /** Set by {@link Main} to the engines that run here. */
  @Param("scalar")
  public String engine;

  /** Threads that share one frame. */
  @Param({"1", "2"})
  public int threads;

  @Override
  Codec codec(boolean direct) {
    return Codec.frame(Engines.named(engine), direct, threads);
  }
}
