package dev.ebpc.packed.steps;

/**
 * Restores the values of blocks from planes and escaped values.
 *
 * <p>Holds working memory. Not thread-safe.
 */
final class PlaneReader {
  private static final int BLOCK = Blocks.VALUES;

  /** The low k bytes. */
  private static final long[] PLANES = new long[9];

  static {
    for (int k = 1; k <= 8; k++) {
      PLANES[k] = -1L >>> (64 - 8 * k);
    }
  }

  private final byte[] tile = new byte[PackedSteps.MOST_VALUES + PackedSteps.SLACK];

  /** Reads the values of a tile; false if there are more escapes than escaped values. */
  boolean read(Blocks blocks, int count, byte[] values, int to) {
    int bytes = (count + BLOCK - 1) & -BLOCK;
    load(blocks, count);
    PlaneBlocks.transpose(tile, bytes);
    if (!fill(blocks, count)) {
      return false;
    }
    blocks.block += bytes / BLOCK;
    System.arraycopy(tile, 0, values, to, bytes);
    return true;
  }

  private void load(Blocks blocks, int count) {
    byte[] in = blocks.planes;
    int p = blocks.plane;
    for (int start = 0; start < count; start += BLOCK) {
      int k = Blocks.planes(blocks.codes[blocks.block + start / BLOCK]);
      long mask = PLANES[k];
      int end = Math.min(start + BLOCK, (count + 7) & ~7);
      for (int i = start; i < end; i += 8) {
        Lanes.LONG.set(tile, i, (long) Lanes.LONG.get(in, p) & mask);
        p += k;
      }
    }
    blocks.plane = p;
  }

  /** Puts escaped values in their places; false if there are more of them than bytes. */
  private boolean fill(Blocks blocks, int count) {
    int q = blocks.escape;
    for (int start = 0; start < count; start += BLOCK) {
      int code = blocks.codes[blocks.block + start / BLOCK];
      if (code > 8) {
        int end = Math.min(start + BLOCK, (count + 7) & ~7);
        q = fillBlock(blocks.escaped, q, start, end, (1L << (code - 8)) - 1);
        if (q > blocks.escapeEnd) {
          return false;
        }
      }
    }
    blocks.escape = q;
    return true;
  }

  private int fillBlock(byte[] in, int at, int start, int end, long ones) {
    long all = ones * Lanes.ONES;
    long below = ~Lanes.HIGH_BITS;
    int q = at;
    for (int i = start; i < end; i += 8) {
      long x = (long) Lanes.LONG.get(tile, i);
      long y = x ^ all;
      long escaped = ~(((y & below) + below) | y) & Lanes.HIGH_BITS;
      long mask = (escaped << 1) - (escaped >>> 7);
      long value = Long.expand((long) Lanes.LONG.get(in, q), mask);
      Lanes.LONG.set(tile, i, (x & ~mask) | value);
      q += Long.bitCount(escaped);
    }
    return q;
  }
}
