package dev.ebpc.scalar;

import dev.ebpc.code.PlaneSymbol;

/**
 * Zero-plane runs and sign planes of blocks of 8 words of 8 bits.
 *
 * <p>A block's 8 lower planes are lanes of a 64-bit integer, plane 0 in the most significant one.
 */
public final class PlaneRuns {

  /**
   * Codes and length masks of a block's zero-plane runs, to be joined with those of its other
   * planes. Element 2 f is the code and element 2 f + 1 the mask, where f has one bit per plane,
   * plane 0 at bit 7, set if DBX is not zero, and bit 8 says the same of the sign plane. A zero
   * sign plane after a plane that is not zero is left to the caller: its {@code 01} has no lane.
   */
  public static final long[] TABLE = makeTable();

  private static final long HIGH = 0x8080808080808080L;
  private static final int POSITIONS = 7;

  private PlaneRuns() {}

  private static long[] makeTable() {
    long[] table = new long[1024];
    for (int flags = 0; flags < 512; flags++) {
      boolean signIsZero = flags < 256;
      for (int plane = 0; plane < 8; plane++) {
        int run = 0;
        while (plane + run < 8 && (flags >>> (7 - plane - run) & 1) == 0) {
          run++;
        }
        if (run > 0) {
          int shift = 56 - 8 * plane;
          run += plane + run == 8 && signIsZero ? 1 : 0;
          // 01, or 001 and 3 bits; left-aligned in the lane of the run's first plane.
          table[2 * flags] |= (run == 1 ? 0x40L : 0x20L | (run - 2) << 2) << shift;
          table[2 * flags + 1] |= (run == 1 ? 0xC0L : 0xFCL) << shift;
          plane += run;
        }
      }
    }
    return table;
  }

  /**
   * The code of a sign plane whose DBX is not zero.
   *
   * @param block the words, word 0 in the least significant lane
   * @param overflow high bit of lane i set where word i - word i-1 does not fit into 8 bits
   * @return the code above 8 bits of length
   */
  static long signPlane(long block, long overflow) {
    int dbx = gather(overflow);
    int dbp = 0;
    for (int position = 0; position < POSITIONS; position++) {
      int older = (byte) (block >>> (8 * position));
      int newer = (byte) (block >>> (8 * position + 8));
      dbp = dbp << 1 | (newer < older ? 1 : 0);
    }
    PlaneSymbol symbol = PlaneSymbol.of(dbx, dbp, POSITIONS);
    return symbol.bits(dbx, POSITIONS, 3) << 8 | symbol.length(POSITIONS, 3);
  }

  /** The high bits of lanes 1 to 7, lane 1 first. */
  private static int gather(long lanes) {
    return Integer.reverse((int) Long.compress(lanes & HIGH, HIGH)) >>> 24;
  }
}
