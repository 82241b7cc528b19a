package dev.ebpc.vector;

import dev.ebpc.code.PlaneSymbol;
import dev.ebpc.scalar.Lanes;

/**
 * Zero-plane runs and sign planes of blocks of 8 words of 16 bits.
 *
 * <p>Planes 0 to 7 are the bytes of one 64-bit integer and planes 8 to 15 those of another, the
 * lowest plane in the most significant byte. A run's code stands in the byte of its first plane.
 */
final class ShortPlaneRuns {

  /** Rows of {@link #LOWER}: zero planes behind plane 7, up to 8 and the sign plane. */
  private static final int MAX_BEHIND = 9;

  /** Codes and masks of the runs that begin in planes 0 to 7, by {@link #lowerEntry}. */
  static final long[] LOWER = makeLower();

  /** Codes and masks of the runs that begin in planes 8 to 15, by {@link #upperEntry}. */
  static final long[] UPPER = makeUpper();

  private static final int POSITIONS = 7;

  private ShortPlaneRuns() {}

  /**
   * Index of a block's code in {@link #LOWER}, in front of its mask.
   *
   * @param lower flags of planes 0 to 7 that are not zero, plane 0 at bit 7
   * @param upper the same of planes 8 to 15
   * @param signZero 1 if the sign plane is zero, else 0
   */
  static int lowerEntry(int lower, int upper, int signZero) {
    // Ones behind the 8 flags end the count there.
    int behind = Integer.numberOfLeadingZeros((upper << 24) | ((1 << 23) >>> signZero));
    return ((behind << 8) | lower) << 1;
  }

  /** Index of a block's code in {@link #UPPER}, in front of its mask; parameters as above. */
  static int upperEntry(int lower, int upper, int signZero) {
    return ((signZero << 9) | ((lower & 1) << 8) | upper) << 1;
  }

  private static long[] makeLower() {
    long[] table = new long[(MAX_BEHIND + 1) << 9];
    for (int entry = 0; entry < table.length; entry += 2) {
      put(table, entry, (entry >>> 1) & 0xFF, true, entry >>> 9);
    }
    return table;
  }

  private static long[] makeUpper() {
    long[] table = new long[1 << 11];
    for (int entry = 0; entry < table.length; entry += 2) {
      boolean lastLowerSet = ((entry >>> 9) & 1) == 1;
      put(table, entry, (entry >>> 1) & 0xFF, lastLowerSet, entry >>> 10);
    }
    return table;
  }

  /** Puts code and mask of the runs that begin in 8 planes, of which the last may go on. */
  private static void put(long[] table, int entry, int flags, boolean begins, int behind) {
    boolean open = !begins;
    for (int plane = 0; plane < 8; plane++) {
      int run = 0;
      while (plane + run < 8 && ((flags >>> (7 - plane - run)) & 1) == 0) {
        run++;
      }
      int planes = plane + run == 8 ? run + behind : run;
      if (run > 0 && !open) {
        // 01, or 001 and 4 bits; left-aligned in the byte of the run's first plane.
        int shift = 56 - 8 * plane;
        table[entry] |= (planes == 1 ? 0x40L : 0x20L | ((planes - 2L) << 1)) << shift;
        table[entry + 1] |= (planes == 1 ? 0xC0L : 0xFEL) << shift;
      }
      open = false;
      plane += run;
    }
  }

  /**
   * The code of a sign plane whose DBX is not zero.
   *
   * @param values words
   * @param at index of the block's first byte
   * @param overflow bit i set where word i - word i-1 does not fit into 16 bits
   * @return the code above 8 bits of length
   */
  static long signPlane(byte[] values, int at, int overflow) {
    int dbx = 0;
    int dbp = 0;
    for (int i = 1; i <= POSITIONS; i++) {
      short older = (short) Lanes.SHORT.get(values, at + 2 * i - 2);
      short newer = (short) Lanes.SHORT.get(values, at + 2 * i);
      dbx = (dbx << 1) | ((overflow >>> i) & 1);
      dbp = (dbp << 1) | (newer < older ? 1 : 0);
    }
    PlaneSymbol symbol = PlaneSymbol.of(dbx, dbp, POSITIONS);
    return (symbol.bits(dbx, POSITIONS, 3) << 8) | symbol.length(POSITIONS, 3);
  }
}
