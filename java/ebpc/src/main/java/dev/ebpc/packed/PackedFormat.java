package dev.ebpc.packed;

/**
 * What the coder of a batch has to know about its words.
 *
 * @param containerBytes bytes of a word in memory: 1, 2 or 4
 * @param wordBits W, 2 to 32, at most 8 times the container's bytes
 * @param signed whether a word shorter than its container is sign-extended
 * @param floating whether words are floating-point numbers with the sign in the highest bit; W is
 *     then 8 times the container's bytes
 */
public record PackedFormat(int containerBytes, int wordBits, boolean signed, boolean floating) {

  /** Most bytes of words in a batch. */
  public static final int MAX_BATCH_BYTES = 1 << 17;

  /** Bytes that an array must have after a payload; their contents do not matter. */
  public static final int SLACK = 64;

  /** Checks the ranges. */
  public PackedFormat {
    if (containerBytes != 1 && containerBytes != 2 && containerBytes != 4) {
      throw new IllegalArgumentException("no containers of " + containerBytes + " bytes");
    }
    if (wordBits < 2 || wordBits > 8 * containerBytes) {
      throw new IllegalArgumentException(
          "words of " + wordBits + " bits in " + containerBytes + " bytes");
    }
    if (floating && wordBits != 8 * containerBytes) {
      throw new IllegalArgumentException("floating-point words fill their containers");
    }
  }

  /** Columns of bytes that are coded: the field of a floating-point number, else all of W. */
  public int columns() {
    return floating ? 1 : (wordBits + 7) >>> 3;
  }

  /** Bytes of a floating-point number that are not coded. */
  int restBytes() {
    return floating ? containerBytes - 1 : 0;
  }

  /**
   * Bits of a word below the eight of a column.
   *
   * @param folded whether the sign of floating-point words belongs to the rest
   */
  int shift(int column, boolean folded) {
    int below = folded && containerBytes > 1 ? 9 : 8;
    return floating ? laneBits() - below : 8 * column;
  }

  /** Bits of a container. */
  int laneBits() {
    return 8 * containerBytes;
  }

  /** W one bits. */
  int wordMask() {
    return -1 >>> (32 - wordBits);
  }

  /** The container of a word: its W bits, extended. */
  int extended(int word) {
    int low = word & wordMask();
    int high = signed && (low >>> (wordBits - 1)) != 0 ? ~wordMask() : 0;
    return (low | high) & (-1 >>> (32 - laneBits()));
  }

  /**
   * Bytes that an encoder may write. What it says it has written is never more than 1 + {@code
   * wordBytes}.
   *
   * @param wordBytes bytes of the words
   */
  public static int room(int wordBytes) {
    return wordBytes + wordBytes / 4 + 256;
  }

  /** Bytes of a batch that is stored. */
  public int storedBytes(int words) {
    return words * containerBytes;
  }
}
