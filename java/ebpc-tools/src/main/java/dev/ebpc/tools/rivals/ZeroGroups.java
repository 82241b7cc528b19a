package dev.ebpc.tools.rivals;

/** What {@link ZeroValueCoding} does with whole groups of 64 words: mask, then non-zero words. */
interface ZeroGroups {

  /** Words of a group. */
  int WORDS = 64;

  /** Bytes of a group's mask. */
  int MASK_BYTES = WORDS / Byte.SIZE;

  /** Bytes behind a group that may be read in the source and overwritten in the target. */
  int SLACK = 64;

  /**
   * Compresses groups.
   *
   * @param source words from an index on
   * @param groups how many groups
   * @param target receives them, {@link #SLACK} bytes more at most
   * @return index behind the last group in the target
   */
  int compress(byte[] source, int from, int groups, byte[] target, int to);

  /**
   * Restores groups.
   *
   * @param source groups from an index on, with {@link #SLACK} bytes behind
   * @param groups how many groups
   * @param target receives their words and nothing more
   * @return index behind the last group in the source
   */
  int expand(byte[] source, int from, int groups, byte[] target, int to);
}
