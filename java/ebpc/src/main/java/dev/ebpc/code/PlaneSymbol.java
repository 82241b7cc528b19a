package dev.ebpc.code;

/**
 * The prefix code of one delta bit plane that is not a zero DBX plane.
 *
 * <p>A plane is the n-1 low bits of a long, the oldest delta (position 0) in the highest of them.
 * Rows as in the table of the format: all ones, DBP zero, single one, two adjacent ones, raw.
 */
public enum PlaneSymbol {
  /** {@code 00000}: every bit of DBX is one. */
  ALL_ONES,
  /** {@code 00001}: DBX is not zero but DBP is. */
  DBP_ZERO,
  /** {@code 00011} and a position: DBX has one 1. */
  SINGLE_ONE,
  /** {@code 00010} and a position: DBX has two 1s side by side. */
  ADJACENT_ONES,
  /** {@code 1} and DBX itself. */
  RAW;

  /**
   * The first matching row.
   *
   * @param dbx the plane, not zero
   * @param dbp the plane before the XOR with its less significant neighbour
   * @param planeBits n-1
   */
  public static PlaneSymbol of(long dbx, long dbp, int planeBits) {
    if (dbx == (1L << planeBits) - 1) {
      return ALL_ONES;
    }
    if (dbp == 0) {
      return DBP_ZERO;
    }
    long lowest = dbx & -dbx;
    if (dbx == lowest) {
      return SINGLE_ONE;
    }
    return dbx == lowest * 3 ? ADJACENT_ONES : RAW;
  }

  /**
   * The code of a plane, right-aligned.
   *
   * @param dbx the plane
   * @param planeBits n-1
   * @param positionBits bits of the position field
   */
  public long bits(long dbx, int planeBits, int positionBits) {
    return switch (this) {
      case ALL_ONES -> 0b00000;
      case DBP_ZERO -> 0b00001;
      case SINGLE_ONE -> 0b00011L << positionBits | oldestOne(dbx, planeBits);
      case ADJACENT_ONES -> 0b00010L << positionBits | oldestOne(dbx, planeBits);
      case RAW -> 1L << planeBits | dbx;
    };
  }

  /**
   * The length of the code in bits.
   *
   * @param planeBits n-1
   * @param positionBits bits of the position field
   */
  public int length(int planeBits, int positionBits) {
    return switch (this) {
      case ALL_ONES, DBP_ZERO -> 5;
      case SINGLE_ONE, ADJACENT_ONES -> 5 + positionBits;
      case RAW -> 1 + planeBits;
    };
  }

  private static int oldestOne(long dbx, int planeBits) {
    return Long.numberOfLeadingZeros(dbx) - (64 - planeBits);
  }
}
