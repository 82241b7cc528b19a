package dev.ebpc.packed.steps;

/**
 * Chooses the width codes of blocks and stores their planes and escaped values.
 *
 * <p>Holds working memory. Not thread-safe.
 */
final class PlaneWriter {
  private static final int BLOCK = Blocks.VALUES;

  private final byte[] planes = new byte[PackedSteps.MOST_VALUES + PackedSteps.SLACK];
  private final byte[] beyond = new byte[PackedSteps.MOST_VALUES + PackedSteps.SLACK];
  private final byte[] counts = new byte[PackedSteps.MOST_VALUES + PackedSteps.SLACK];

  /** Writes the values of a tile. */
  void write(byte[] values, int from, int count, Blocks blocks) {
    int bytes = spread(values, from, count);
    for (int at = 0; at < bytes; at += BLOCK) {
      int groups = Math.min(BLOCK, (count - at + 7) & ~7) >>> 3;
      int code = choose(at, groups);
      if (code <= 8) {
        storePlanes(at, groups, code, blocks);
      } else {
        escape(values, from + at, at, groups, code - 8, blocks);
      }
      blocks.codes[blocks.block++] = (byte) code;
    }
  }

  /** Bits that values would take as one block. */
  int estimate(byte[] values, int count) {
    int bytes = spread(values, 0, count);
    long even = 0;
    long odd = 0;
    long union = 0;
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) Lanes.LONG.get(counts, i);
      even += x & 0x00FF00FF00FF00FFL;
      odd += x >>> 8 & 0x00FF00FF00FF00FFL;
      union |= (long) Lanes.LONG.get(planes, i);
    }
    int best = PlaneBlocks.width(union) * count;
    for (int k = 1; k < 8; k++) {
      long sums = (k & 1) == 0 ? even : odd;
      best = Math.min(best, k * count + 8 * ((int) (sums >>> (16 * (k >>> 1))) & 0xFFFF));
    }
    return best;
  }

  private int spread(byte[] values, int from, int count) {
    int bytes = (count + BLOCK - 1) & -BLOCK;
    System.arraycopy(values, from, planes, 0, bytes);
    PlaneBlocks.transpose(planes, bytes);
    PlaneBlocks.escapes(planes, beyond, bytes);
    PlaneBlocks.count(beyond, counts, bytes);
    return bytes;
  }

  /** The code that takes the fewest bytes; of equals the one with the most planes. */
  private int choose(int at, int groups) {
    long union = 0;
    long sums = 0;
    for (int i = at; i < at + BLOCK; i += 8) {
      union |= (long) Lanes.LONG.get(planes, i);
      sums += (long) Lanes.LONG.get(counts, i);
    }
    int width = PlaneBlocks.width(union);
    // Bytes in the upper bits, then what makes the smaller of equals the one with more planes.
    int best = 8 * width * groups;
    for (int k = 1; k < 8; k++) {
      int bytes = k * groups + ((int) (sums >>> (8 * k)) & 0xFF);
      best = Math.min(best, 8 * bytes + (8 - k));
    }
    int order = best & 7;
    return order == 0 ? width : 16 - order;
  }

  private void storePlanes(int at, int groups, int k, Blocks blocks) {
    byte[] out = blocks.planes;
    int p = blocks.plane;
    for (int i = at; i < at + 8 * groups; i += 8) {
      Lanes.LONG.set(out, p, (long) Lanes.LONG.get(planes, i));
      p += k;
    }
    blocks.plane = p;
  }

  private void escape(byte[] values, int from, int at, int groups, int k, Blocks blocks) {
    byte[] out = blocks.planes;
    byte[] escaped = blocks.escaped;
    int p = blocks.plane;
    int q = blocks.escape;
    for (int i = at; i < at + 8 * groups; i += 8) {
      int bits = (int) ((long) Lanes.LONG.get(beyond, i) >>> (8 * k)) & 0xFF;
      long ones = (long) Lanes.LONG.get(planes, i) | bits * Lanes.ONES;
      Lanes.LONG.set(out, p, ones);
      p += k;
      long value = (long) Lanes.LONG.get(values, from - at + i);
      Lanes.LONG.set(escaped, q, Long.compress(value, ZeroWords.whole(bits)));
      q += Integer.bitCount(bits);
    }
    blocks.plane = p;
    blocks.escape = q;
  }
}
