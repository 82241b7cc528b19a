package dev.ebpc.packed.steps;

/** Parts the words of a tile that are not zero from the flags that tell where they were. */
final class ZeroWords {

  /** Bytes of flags to bytes of ones. */
  private static final long[] WHOLE = new long[256];

  static {
    for (int i = 0; i < 256; i++) {
      WHOLE[i] = Long.expand(i, Lanes.ONES) * 255;
    }
  }

  private final byte[] masks = new byte[PackedSteps.MOST_BYTES + PackedSteps.SLACK];

  /** Byte lanes that are all ones where a bit of a byte is set. */
  static long whole(int bits) {
    return WHOLE[bits];
  }

  /**
   * Splits a tile.
   *
   * @param tile words; zero up to a multiple of 8 words
   * @param words how many
   * @param laneBits bits of a container
   * @param flags receives a bit per word, whole bytes
   * @param flagsAt index of the first byte
   * @param values receives the words that are not zero
   * @param valuesAt index of the first byte
   * @return index in {@code values} after the last of them
   */
  int split(
      byte[] tile,
      int words,
      int laneBits,
      byte[] flags,
      int flagsAt,
      byte[] values,
      int valuesAt) {
    int bytes = ((words + 7) & ~7) * (laneBits / 8);
    long high = Lanes.lowBits(laneBits) << (laneBits - 1);
    masks(tile, bytes, laneBits, high);
    return laneBits == 8
        ? gatherBytes(tile, masks, bytes, flags, flagsAt, values, valuesAt)
        : gather(tile, masks, bytes, laneBits, high, flags, flagsAt, values, valuesAt);
  }

  private void masks(byte[] tile, int bytes, int laneBits, long high) {
    masks(tile, masks, bytes, laneBits - 1, high);
  }

  private static void masks(byte[] tile, byte[] masks, int bytes, int shift, long high) {
    long below = ~high;
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) Lanes.LONG.get(tile, i);
      long nonZero = (((x & below) + below) | x) & high;
      Lanes.LONG.set(masks, i, (nonZero << 1) - (nonZero >>> shift));
    }
  }

  private static int gatherBytes(
      byte[] tile, byte[] masks, int bytes, byte[] flags, int f, byte[] values, int v) {
    int to = v;
    for (int i = 0; i < bytes; i += 8) {
      long mask = (long) Lanes.LONG.get(masks, i);
      Lanes.LONG.set(values, to, Long.compress((long) Lanes.LONG.get(tile, i), mask));
      flags[f + (i >>> 3)] = (byte) Long.compress(mask, Lanes.HIGH_BITS);
      to += Long.bitCount(mask) >>> 3;
    }
    return to;
  }

  private static int gather(
      byte[] tile,
      byte[] masks,
      int bytes,
      int laneBits,
      long high,
      byte[] flags,
      int f,
      byte[] values,
      int v) {
    int lanes = 64 / laneBits;
    int to = v;
    for (int i = 0; i < bytes; i += laneBits) {
      long eight = 0;
      for (int part = 0; part < laneBits; part += 8) {
        long mask = (long) Lanes.LONG.get(masks, i + part);
        Lanes.LONG.set(values, to, Long.compress((long) Lanes.LONG.get(tile, i + part), mask));
        eight |= Long.compress(mask, high) << (lanes * (part >>> 3));
        to += Long.bitCount(mask) >>> 3;
      }
      flags[f + i / laneBits] = (byte) eight;
    }
    return to;
  }

  /**
   * Joins a tile: zero where a flag is not set.
   *
   * @param flags a bit per word
   * @param flagsAt index of the first byte
   * @param words words to make; whole multiples of 8 are written
   * @param laneBits bits of a container
   * @param values the words that are not zero
   * @param valuesAt index of the first byte
   * @param tile receives the words
   * @return index in {@code values} after the last one used
   */
  static int join(
      byte[] flags,
      int flagsAt,
      int words,
      int laneBits,
      byte[] values,
      int valuesAt,
      byte[] tile) {
    return laneBits == 8
        ? joinBytes(flags, flagsAt, words, values, valuesAt, tile)
        : joinWide(flags, flagsAt, words, laneBits, values, valuesAt, tile);
  }

  private static int joinBytes(byte[] flags, int f, int words, byte[] values, int v, byte[] tile) {
    int from = v;
    for (int i = 0; i < words; i += 8) {
      int eight = flags[f + (i >>> 3)] & 0xFF;
      long word = Long.expand((long) Lanes.LONG.get(values, from), WHOLE[eight]);
      Lanes.LONG.set(tile, i, word);
      from += Integer.bitCount(eight);
    }
    return from;
  }

  private static int joinWide(
      byte[] flags, int f, int words, int laneBits, byte[] values, int v, byte[] tile) {
    long low = Lanes.lowBits(laneBits);
    int lanes = 64 / laneBits;
    int from = v;
    int to = 0;
    for (int i = 0; i < words; i += 8) {
      int eight = flags[f + (i >>> 3)] & 0xFF;
      for (int part = 0; part < laneBits; part += 8) {
        long ones = Long.expand(eight, low);
        long mask = (ones << laneBits) - ones;
        Lanes.LONG.set(tile, to, Long.expand((long) Lanes.LONG.get(values, from), mask));
        from += Long.bitCount(mask) >>> 3;
        eight >>>= lanes;
        to += 8;
      }
    }
    return from;
  }
}
