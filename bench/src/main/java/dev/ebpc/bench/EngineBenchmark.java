package dev.ebpc.bench;

import dev.ebpc.engine.Engines;
import dev.ebpc.tools.bench.Codec;
import org.openjdk.jmh.annotations.Param;

/** Engines without the frame: no checksums, and every chunk coded, noise and zeros as well. */
public class EngineBenchmark extends CodecBenchmark {
  /** Set by {@link Main} to the engines that run here. */
  @Param("scalar")
  public String engine;

  @Override
  Codec codec(boolean direct) {
    return Codec.engine(Engines.named(engine), direct);
  }
}
