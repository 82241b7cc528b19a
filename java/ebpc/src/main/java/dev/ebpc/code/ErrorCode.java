package dev.ebpc.code;

/** What a decoder found wrong with its input. The same input gives the same code on any engine. */
public enum ErrorCode {
  /** A position code names a bit that the plane does not have. */
  POSITION_OUT_OF_RANGE,
  /** A run of zero planes reaches past the last plane of its block. */
  PLANE_RUN_PAST_BLOCK,
  /** A run of zero words reaches past the last word. */
  ZERO_RUN_PAST_END,
  /** A stream ends inside a symbol. */
  STREAM_TOO_SHORT,
  /** A stream is longer than its symbols, rounded up as its place demands. */
  STREAM_TOO_LONG,
  /** The ZNZ stream has another number of non-zero words than was declared. */
  NON_ZERO_COUNT,
  /** The input does not begin like a frame. */
  NOT_A_FRAME,
  /** The frame is of a version that this reader does not know. */
  UNSUPPORTED_VERSION,
  /** The frame is of a profile that this reader does not know. */
  UNSUPPORTED_PROFILE,
  /** A field of the frame header is out of its range. */
  BAD_HEADER,
  /** A batch or its directory contradicts itself, the header or the bytes that are there. */
  BAD_DIRECTORY,
  /** A batch breaks a rule of its profile. */
  BAD_BATCH,
  /** The end mark contradicts what came before it. */
  BAD_END,
  /** The index contradicts the frame. */
  BAD_INDEX,
  /** The input ends inside a frame. */
  TRUNCATED,
  /** Bytes follow the last frame. */
  TRAILING_DATA,
  /** A checksum does not match. */
  CHECKSUM,
  /** The frame asks for more than the caller's limit. */
  LIMIT
}
