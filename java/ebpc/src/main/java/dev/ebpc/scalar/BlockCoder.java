package dev.ebpc.scalar;

import dev.ebpc.code.BitWriter;

/**
 * Codes blocks of non-zero words as BPC symbols and decodes them, for one width and block size.
 *
 * <p>Working memory of one chunk at a time; not thread-safe.
 */
interface BlockCoder {

  /** Most blocks of one call. */
  int MAX_BLOCKS = 1024;

  /**
   * Appends the symbols of blocks.
   *
   * @param values containers of the non-zero words, one block behind the other
   * @param blocks how many, at most {@link #MAX_BLOCKS}
   * @param out where the stream is written
   */
  void encode(byte[] values, int blocks, BitWriter out);

  /**
   * Begins to decode a stream.
   *
   * @param stream bytes, with {@link dev.ebpc.engine.ChunkBatch#SLACK} readable ones behind
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
