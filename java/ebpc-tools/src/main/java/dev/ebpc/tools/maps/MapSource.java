package dev.ebpc.tools.maps;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.LongConsumer;

/** Gives feature maps one after the other, and the same ones again when asked again. */
public interface MapSource extends Closeable {

  /**
   * Gives all maps.
   *
   * @param sink takes them
   * @param progress told of the steps that are done
   */
  void feed(MapSink sink, LongConsumer progress) throws IOException;

  /** Steps of one {@link #feed}, in the source's own unit. */
  long steps();
}
