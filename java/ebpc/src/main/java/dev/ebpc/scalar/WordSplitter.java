package dev.ebpc.scalar;

/** Splits a tile of words into the zero/non-zero mask and the non-zero words. */
public interface WordSplitter {

  /**
   * Splits words.
   *
   * @param tile containers; as many as fill a multiple of 64 words are read
   * @param words words in the tile
   * @param mask receives one bit per word
   * @param values receives the non-zero containers one behind the other, and up to {@link
   *     Tile#SLACK} bytes more
   * @param from index in {@code values} of the first of them
   * @return index behind the last of them
   */
  int split(byte[] tile, int words, long[] mask, byte[] values, int from);
}
