package dev.ebpc.bench;

import dev.ebpc.tools.bench.Codec;
import dev.ebpc.tools.rivals.Rivals;
import org.openjdk.jmh.annotations.Param;

/** What a user could pick instead, on the same data; several threads by JMH's {@code -t}. */
public class RivalBenchmark extends CodecBenchmark {
  /** Set by {@link Main} to the rivals that run here. */
  @Param("memcpy")
  public String rival;

  @Override
  Codec codec(boolean direct) {
    return Codec.rival(Rivals.named(rival), direct);
  }
}
