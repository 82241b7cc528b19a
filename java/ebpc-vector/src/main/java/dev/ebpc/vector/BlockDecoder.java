package dev.ebpc.vector;

/** Turns the symbols of blocks back into words, for one width and block size. */
interface BlockDecoder {

  /**
   * Decodes blocks.
   *
   * @param codes code bytes of the blocks as {@link SymbolParser} leaves them
   * @param from index of the first block's
   * @param blocks how many, at most {@link SymbolParser#MAX_BLOCKS}
   * @param values receives the containers of their words, up to a register's length more
   * @param to index of the first container
   * @return false if a position symbol names a bit behind its plane
   */
  boolean decode(byte[] codes, int from, int blocks, byte[] values, int to);
}
