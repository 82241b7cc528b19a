package dev.ebpc.packed.steps;

/**
 * The steps of coding a batch that take most of its time, for engines to have kernels of their own.
 * Everything else, what to choose and what to refuse, is shared.
 *
 * <p>Arrays have {@link #SLACK} bytes after what is said to lie in them, which may be read and,
 * unless that is excluded, overwritten. May hold working memory; not thread-safe.
 */
public interface PackedSteps {

  /** Bytes that an array has after what is said to lie in it. */
  int SLACK = 64;

  /** Most bytes of words that are split or joined at a time. */
  int MOST_BYTES = 1 << 14;

  /** Most values of a column that are coded at a time; a multiple of 64. */
  int MOST_VALUES = 4096;

  /**
   * Parts words that are not zero from the flags that tell where they were.
   *
   * @param tile words; zeros up to the end of the bytes after them
   * @param words how many, at most {@link #MOST_BYTES} of them
   * @param wordBytes bytes of a word: 1, 2 or 4
   * @param flags receives a bit per word, and zeros after them
   * @param flagsAt index of the first byte
   * @param values receives the words that are not zero
   * @param valuesAt index of the first byte
   * @return index in {@code values} after the last of them
   */
  int split(
      byte[] tile,
      int words,
      int wordBytes,
      byte[] flags,
      int flagsAt,
      byte[] values,
      int valuesAt);

  /**
   * Joins words: zero where a flag is not set. What flags there are after the last word changes
   * nothing but the bytes after it.
   *
   * @param flags a bit per word
   * @param flagsAt index of the first byte
   * @param words words to make
   * @param wordBytes bytes of a word: 1, 2 or 4
   * @param values the words that are not zero
   * @param valuesAt index of the first byte
   * @param tile receives the words
   * @return index in {@code values} after the last one used, if no flag is set after the last word
   */
  int join(
      byte[] flags,
      int flagsAt,
      int words,
      int wordBytes,
      byte[] values,
      int valuesAt,
      byte[] tile);

  /**
   * Takes 8 bits out of every word.
   *
   * @param tile words of 2 or 4 bytes
   * @param wordBytes which of both
   * @param shift bits below the eight in a word
   * @param count words
   * @param bytes receives a byte per word
   * @param to index of the first one
   */
  void takeColumn(byte[] tile, int wordBytes, int shift, int count, byte[] bytes, int to);

  /**
   * Puts 8 bits into every word, where there are only zeros.
   *
   * @param bytes a byte per word
   * @param from index of the first one
   * @param wordBytes bytes of a word: 2 or 4
   * @param shift bits below the eight in a word
   * @param count words
   * @param tile the words
   */
  void putColumn(byte[] bytes, int from, int wordBytes, int shift, int count, byte[] tile);

  /**
   * Takes all other bits, {@code wordBytes - 1} bytes per word.
   *
   * @param tile words of 2 or 4 bytes
   * @param wordBytes which of both
   * @param shift bits of a word below the eight that are left out
   * @param count words
   * @param bytes receives them
   * @param to index of the first one
   */
  void takeRest(byte[] tile, int wordBytes, int shift, int count, byte[] bytes, int to);

  /**
   * Makes words of which only eight bits, which are zero, are still missing.
   *
   * @param bytes {@code wordBytes - 1} bytes per word
   * @param from index of the first one
   * @param wordBytes bytes of a word: 2 or 4
   * @param shift bits of a word below the eight that are missing
   * @param count words
   * @param tile receives the words
   */
  void putRest(byte[] bytes, int from, int wordBytes, int shift, int count, byte[] tile);

  /**
   * Bits that values would take as one block.
   *
   * @param values the values, zeros up to a multiple of 64
   * @param count how many, 0 to 1024
   */
  int estimate(byte[] values, int count);

  /**
   * Chooses the width codes of a tile and stores its planes and escaped values.
   *
   * @param values the values, zeros up to a multiple of 64
   * @param from index of the first one
   * @param count how many, at most {@link #MOST_VALUES}; a multiple of 64 but for the last of a
   *     column
   * @param blocks receives planes, escaped values and codes
   */
  void encodeBlocks(byte[] values, int from, int count, Blocks blocks);

  /**
   * Restores a tile's values.
   *
   * @param blocks has the planes that its codes declare, the last of them without bits where there
   *     is no value, and escaped values
   * @param count how many values, at most {@link #MOST_VALUES}; a multiple of 64 but for the last
   *     of a column
   * @param values receives them
   * @param to index of the first one
   * @return false if there are fewer escaped values than escapes
   */
  boolean decodeBlocks(Blocks blocks, int count, byte[] values, int to);
}
