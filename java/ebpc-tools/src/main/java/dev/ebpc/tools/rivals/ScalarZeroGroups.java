package dev.ebpc.tools.rivals;

/**
 * Eight bytes at a time: a lane's high bit tells that it is not zero, PEXT and PDEP gather and
 * scatter the lanes.
 */
final class ScalarZeroGroups implements ZeroGroups {
  private final int shift;
  private final int lanes;
  private final int laneBits;
  private final long low;
  private final long high;

  /**
   * Makes the kernel.
   *
   * @param wordBytes bytes of a word: 1, 2 or 4
   */
  ScalarZeroGroups(int wordBytes) {
    shift = Integer.numberOfTrailingZeros(wordBytes);
    lanes = Long.BYTES / wordBytes;
    laneBits = Byte.SIZE * wordBytes;
    low = Lanes.lowBits(wordBytes);
    high = low << (laneBits - 1);
  }

  @Override
  public int compress(byte[] source, int from, int groups, byte[] target, int start) {
    int at = from;
    int to = start;
    for (int group = 0; group < groups; group++) {
      to = compressGroup(source, at, target, to);
      at += WORDS << shift;
    }
    return to;
  }

  private int compressGroup(byte[] source, int from, byte[] target, int start) {
    long mask = 0;
    int at = from;
    int to = start + MASK_BYTES;
    for (int lane = 0; lane < WORDS; lane += lanes) {
      long eight = (long) Lanes.LONG.get(source, at);
      at += Long.BYTES;
      long nonZero = (((eight & ~high) + ~high) | eight) & high;
      long whole = (nonZero << 1) - (nonZero >>> (laneBits - 1));
      long flags = Long.compress(nonZero, high);
      Lanes.LONG.set(target, to, Long.compress(eight, whole));
      to += Long.bitCount(flags) << shift;
      mask |= flags << lane;
    }
    Lanes.LONG.set(target, start, mask);
    return to;
  }

  @Override
  public int expand(byte[] source, int from, int groups, byte[] target, int start) {
    int at = from;
    int to = start;
    for (int group = 0; group < groups; group++) {
      at = expandGroup(source, at, target, to);
      to += WORDS << shift;
    }
    return at;
  }

  private int expandGroup(byte[] source, int start, byte[] target, int from) {
    long mask = (long) Lanes.LONG.get(source, start);
    int at = start + MASK_BYTES;
    int to = from;
    for (int lane = 0; lane < WORDS; lane += lanes) {
      long nonZero = Long.expand(mask >>> lane, low);
      long whole = (nonZero << laneBits) - nonZero;
      Lanes.LONG.set(target, to, Long.expand((long) Lanes.LONG.get(source, at), whole));
      at += Long.bitCount(nonZero) << shift;
      to += Long.BYTES;
    }
    return at;
  }
}
