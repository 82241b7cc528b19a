package dev.ebpc.frame;

import java.io.IOException;

/**
 * Headers that were read last: frame after frame of a few kinds, no header needs to be parsed,
 * which makes garbage. Not thread-safe.
 */
final class KnownHeaders {
  private static final int MOST = 16;

  /** Headers with a long name or origin are not kept alive. */
  private static final int MOST_BYTES = 1024;

  private final FrameHeader[] headers = new FrameHeader[MOST];
  private int known;
  private int oldest;

  /** Reads a header from a source that stands at the start of a frame. */
  FrameHeader read(ByteSource source) throws IOException {
    for (int i = 0; i < known; i++) {
      if (source.isNext(headers[i].encoded())) {
        source.skip(headers[i].encoded().byteSize());
        return headers[i];
      }
    }
    FrameHeader header = HeaderFormat.read(source);
    if (header.encoded().byteSize() <= MOST_BYTES) {
      add(header);
    }
    return header;
  }

  private void add(FrameHeader header) {
    headers[oldest] = header;
    oldest = (oldest + 1) % MOST;
    known = Math.max(known, oldest == 0 ? MOST : oldest);
  }
}
