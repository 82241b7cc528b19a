package dev.ebpc.hardware;

/** How one chunk is kept in a frame. */
public enum ChunkKind {
  /** As a ZNZ stream and a BPC stream. */
  CODED(0),
  /** As its containers, because the streams would have saved next to nothing. */
  RAW(1),
  /** Not at all: every word is zero. */
  ZERO(2);

  private final int code;

  ChunkKind(int code) {
    this.code = code;
  }

  /**
   * Whether a writer keeps a chunk as streams: they have to save 1/64 of its containers, for raw
   * chunks are read back many times faster.
   *
   * @param streamBytes bytes of both streams
   * @param rawBytes bytes of the containers
   */
  public static boolean paysCoded(long streamBytes, long rawBytes) {
    return streamBytes <= rawBytes - Math.ceilDiv(rawBytes, 64);
  }

  /** The number that stands for this kind in a directory. */
  public int code() {
    return code;
  }

  /**
   * The kind of a directory's number.
   *
   * @param code a number as {@link #code()} gives it
   * @return the kind, or null if there is none
   */
  public static ChunkKind ofCode(int code) {
    return switch (code) {
      case 0 -> CODED;
      case 1 -> RAW;
      case 2 -> ZERO;
      default -> null;
    };
  }
}
