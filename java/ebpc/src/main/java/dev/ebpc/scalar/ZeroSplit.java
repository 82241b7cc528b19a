package dev.ebpc.scalar;

/**
 * Splits a tile of words into the zero/non-zero mask and the non-zero words, and joins them again.
 *
 * <p>Works on 8 bytes at a time: a lane's high bit tells that it is not zero, PEXT gathers those
 * bits into the mask and those lanes into the values, PDEP does the reverse.
 */
final class ZeroSplit {

  private ZeroSplit() {}

  /** The splitter of a width of containers. */
  static WordSplitter of(int containerBytes) {
    return (tile, words, mask, values, from) ->
        split(tile, words, containerBytes, mask, values, from);
  }

  private static int split(
      byte[] tile, int words, int containerBytes, long[] mask, byte[] values, int from) {
    int laneBits = 8 * containerBytes;
    int lanes = 8 / containerBytes;
    int shift = Integer.numberOfTrailingZeros(containerBytes);
    long high = Lanes.highBits(containerBytes);
    int to = from;
    int at = 0;
    for (int part = 0; part < (words + 63) >>> 6; part++) {
      long flags = 0;
      for (int lane = 0; lane < 64; lane += lanes) {
        long eight = (long) Lanes.LONG.get(tile, at);
        at += 8;
        long nonZero = (((eight & ~high) + ~high) | eight) & high;
        long whole = (nonZero << 1) - (nonZero >>> (laneBits - 1));
        long bits = Long.compress(nonZero, high);
        Lanes.LONG.set(values, to, Long.compress(eight, whole));
        to += Long.bitCount(bits) << shift;
        flags |= bits << lane;
      }
      mask[part] = flags;
    }
    return to;
  }

  /**
   * Joins mask and values into words.
   *
   * @param mask one bit per word
   * @param part element of the mask that holds the first word
   * @param words words to make; whole multiples of 64 are written
   * @param containerBytes 1, 2 or 4
   * @param values non-zero containers one behind the other
   * @param from index in {@code values} of the first of them
   * @param tile receives the containers
   * @return index behind the last value that was used
   */
  static int join(
      long[] mask, int part, int words, int containerBytes, byte[] values, int from, byte[] tile) {
    int laneBits = 8 * containerBytes;
    int lanes = 8 / containerBytes;
    int shift = Integer.numberOfTrailingZeros(containerBytes);
    long low = Lanes.lowBits(containerBytes);
    int at = from;
    int to = 0;
    for (int p = part; p < part + ((words + 63) >>> 6); p++) {
      long flags = mask[p];
      for (int lane = 0; lane < 64; lane += lanes) {
        long nonZero = Long.expand(flags, low);
        long whole = (nonZero << laneBits) - nonZero;
        Lanes.LONG.set(tile, to, Long.expand((long) Lanes.LONG.get(values, at), whole));
        at += Long.bitCount(nonZero) << shift;
        to += 8;
        flags >>>= lanes;
      }
    }
    return at;
  }

  /** Non-zero words among the first words of a mask. */
  static int count(long[] mask, int part, int words) {
    int sum = 0;
    for (int p = part; p < part + ((words + 63) >>> 6); p++) {
      sum += Long.bitCount(mask[p]);
    }
    return sum;
  }
}
