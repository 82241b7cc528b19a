package dev.ebpc.scalar;

/**
 * Codes blocks of non-zero words as BPC symbols and decodes them, for one width and block size.
 *
 * <p>Working memory of one chunk at a time; not thread-safe.
 */
interface BlockCoder extends BlockEncoder {

  /** Most blocks of one call. */
  int MAX_BLOCKS = 1024;

  /**
   * Begins to decode a stream.
   *
   * @param stream bytes, with {@link dev.ebpc.hardware.Chunks#SLACK} readable ones behind
   * @param start index of the first byte of the stream
   * @param bytes length of the stream
   */
  void begin(byte[] stream, int start, int bytes);

  /**
   * Decodes the next blocks of the stream.
   *
   * @param blocks how many, at most {@link #MAX_BLOCKS}
   * @param values receives the containers of their words
   * @param to index of the first container
   * @return false if the stream is to be rejected
   */
  boolean decode(int blocks, byte[] values, int to);

  /** Bits of the stream that were read so far. */
  long bit();
}
