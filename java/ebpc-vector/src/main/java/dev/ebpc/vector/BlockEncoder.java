package dev.ebpc.vector;

import dev.ebpc.code.BitWriter;

/** Codes blocks of non-zero words as BPC symbols, for one width and block size. */
interface BlockEncoder {

  /** Most blocks of one call. */
  int MAX_BLOCKS = 520;

  /**
   * Appends the symbols of blocks.
   *
   * @param values containers of the non-zero words, one block behind the other, with a register's
   *     length of readable bytes behind
   * @param blocks how many, at most {@link #MAX_BLOCKS}
   * @param out where the stream is written
   */
  void encode(byte[] values, int blocks, BitWriter out);
}
