package dev.ebpc.tools.maps;

import java.io.IOException;

/** Takes feature maps one after the other. */
@FunctionalInterface
public interface MapSink {

  /**
   * Takes a map.
   *
   * @param info where it comes from and what its words are
   * @param shape its dimensions, the slowest first
   * @param containers its words, little-endian; the sink's to keep
   */
  void accept(MapInfo info, long[] shape, byte[] containers) throws IOException;
}
