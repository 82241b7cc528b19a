package dev.ebpc.scalar;

/**
 * One byte per plane of a block of 8 words: 8-bit symbols as they are, others as bytes that no
 * 8-bit symbol looks like.
 */
final class CodeBytes {
  private static final long HIGH = Lanes.HIGH;

  /** Bits by which {@link #shortSymbols} is looked up. */
  static final int INDEX_BITS = 8;

  /** A plane that is all ones: the raw symbol of the same plane. */
  private static final int ALL_ONES = 0xFF;

  /** A plane whose DBP is zero. */
  private static final int DBP_ZERO = 0x08;

  private static final long[][] TABLES = {null, null, null, make(3), make(4), make(5)};

  private CodeBytes() {}

  /**
   * Symbols that do not have 8 bits, by their first 8 bits: code byte in the most significant lane,
   * number of planes at bit 8, length in the low byte; 0 for symbols of 8 bits.
   *
   * @param planeRunBits L, 3 to 5
   */
  static long[] shortSymbols(int planeRunBits) {
    return TABLES[planeRunBits];
  }

  private static long[] make(int planeRunBits) {
    long[] table = new long[1 << INDEX_BITS];
    for (int bits = 0; bits < table.length; bits++) {
      int code = 0;
      int planes = 0;
      int length = 0;
      if (bits >>> 6 == 0b01) {
        planes = 1;
        length = 2;
      } else if (bits >>> 5 == 0b001) {
        planes = (bits >>> (5 - planeRunBits) & ((1 << planeRunBits) - 1)) + 2;
        length = 3 + planeRunBits;
      } else if (bits >>> 4 == 0) {
        code = bits >>> 3 == 0 ? ALL_ONES : DBP_ZERO;
        planes = 1;
        length = 5;
      }
      table[bits] = (long) code << 56 | planes << 8 | length;
    }
    return table;
  }

  /** Lanes that do not begin with an 8-bit symbol, 1 or 0001: their highest bit is set. */
  static long notEightBits(long window) {
    long other =
        ((window & 0x6060606060606060L) + 0x6060606060606060L)
            | (((window & 0x1010101010101010L) ^ 0x1010101010101010L) << 3);
    return other & ~window & HIGH;
  }

  /**
   * Whether a position symbol names a bit behind the plane: 00011 111, 00010 110, 00010 111.
   *
   * @return -1 or 0
   */
  static long badPosition(long codes) {
    long wrong = codes << 3 & codes << 5 & codes << 6 & (codes << 7 | ~(codes << 4));
    return (wrong & ~codes & HIGH) != 0 ? -1 : 0;
  }
}
