package dev.ebpc.bench;

import dev.ebpc.tools.bench.Codec;
import dev.ebpc.tools.bench.Codecs;
import org.openjdk.jmh.annotations.Param;

/** Frames in memory, by engine and profile: what users of the library get. */
public class FrameBenchmark extends CodecBenchmark {
  /** Set by {@link Main} to the codecs that run here. */
  @Param("scalar")
  public String codec;

  /** Threads that share one frame. */
  @Param({"1", "2"})
  public int threads;

  @Override
  Codec codec(boolean direct) {
    return Codecs.frame(codec, direct, threads);
  }
}
