package dev.ebpc.scalar;

import dev.ebpc.code.BitWriter;

/** Codes blocks of non-zero words as BPC symbols, for one width and block size. */
public interface BlockEncoder {

  /**
   * Appends the symbols of blocks.
   *
   * @param values containers of the non-zero words, one block behind the other, with {@link
   *     Tile#SLACK} readable bytes behind
   * @param blocks how many, at most what a tile and one block more hold
   * @param out where the stream is written
   */
  void encode(byte[] values, int blocks, BitWriter out);
}
