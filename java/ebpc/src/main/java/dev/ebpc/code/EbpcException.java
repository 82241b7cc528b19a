package dev.ebpc.code;

/**
 * What every decoder throws for bad input, whatever the engine: what is wrong and where.
 *
 * <p>Wrong arguments are not bad input: they give {@link IllegalArgumentException} or {@link
 * IndexOutOfBoundsException} before anything is touched.
 */
public final class EbpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Where an offset counts from, and in which unit. */
  public enum Place {
    /** Bytes from the start of the frame. */
    FRAME,
    /** Bits from the start of a chunk's ZNZ stream. */
    ZNZ,
    /** Bits from the start of a chunk's BPC stream. */
    BPC
  }

  private final ErrorCode code;
  private final Place place;
  private final long chunk;
  private final long offset;
  private final String detail;

  /**
   * Describes an error.
   *
   * @param code what is wrong
   * @param place where the offset counts from
   * @param chunk number of the chunk within its frame, from 0; -1 where the error is in none
   * @param offset bytes for {@link Place#FRAME}, else bits, where the error was noticed
   * @param detail what was expected and what was found
   */
  public EbpcException(ErrorCode code, Place place, long chunk, long offset, String detail) {
    super(
        (chunk >= 0 ? "chunk " + chunk + ", " : "")
            + (place == Place.FRAME ? "byte " : place + " stream, bit ")
            + offset
            + ": "
            + detail
            + " ["
            + code
            + "]");
    this.code = code;
    this.place = place;
    this.chunk = chunk;
    this.offset = offset;
    this.detail = detail;
  }

  /** What is wrong. */
  public ErrorCode code() {
    return code;
  }

  /** Where {@link #offset()} counts from. */
  public Place place() {
    return place;
  }

  /** Number of the chunk within its frame, from 0, or -1. */
  public long chunk() {
    return chunk;
  }

  /** Bytes ({@link Place#FRAME}) or bits from the start of the place. */
  public long offset() {
    return offset;
  }

  /** What was expected and what was found. */
  public String detail() {
    return detail;
  }

  /**
   * The same error, moved to where the part that was decoded lies in the whole.
   *
   * @param chunks chunks in front of the part; nothing changes for errors in no chunk
   * @param bytes bytes in front of the part; nothing changes for offsets within a stream
   * @return the moved error, with this one as its cause
   */
  public EbpcException movedBy(long chunks, long bytes) {
    EbpcException moved =
        new EbpcException(
            code,
            place,
            chunk < 0 ? chunk : chunk + chunks,
            place == Place.FRAME ? offset + bytes : offset,
            detail);
    moved.setStackTrace(getStackTrace());
    return moved;
  }
}
