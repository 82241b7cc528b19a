package dev.ebpc.scalar;

import dev.ebpc.code.CodeParameters;

/** Symbols of zero-plane runs for words of 16 and 32 bits, made from the format once. */
final class WideRuns {
  private static final int[][] SYMBOLS = {null, null, makeSymbols(16), null, makeSymbols(32)};
  private static final long[][] INNER = {null, null, makeInner(16), null, makeInner(32)};

  private WideRuns() {}

  /** By the number of planes: the symbol of a run above 8 bits of length. */
  static int[] symbols(int containerBytes) {
    return SYMBOLS[containerBytes];
  }

  /**
   * Symbols of the runs between planes that are not zero, to be joined with those of the planes.
   * Element 2 f is the code and 2 f + 1 the mask, left-aligned in the lane of a run's first plane,
   * where f has one bit per plane, plane 0 at bit 7, set if it is not zero.
   */
  static long[] inner(int containerBytes) {
    return INNER[containerBytes];
  }

  private static int[] makeSymbols(int wordBits) {
    int lengthBits = CodeParameters.ofWordBits(wordBits).planeRunBits();
    int[] symbols = new int[wordBits + 2];
    symbols[1] = 0b01 << 8 | 2;
    for (int run = 2; run < symbols.length; run++) {
      symbols[run] = (1 << lengthBits | (run - 2)) << 8 | (3 + lengthBits);
    }
    return symbols;
  }

  private static long[] makeInner(int wordBits) {
    int[] symbols = makeSymbols(wordBits);
    long[] table = new long[512];
    for (int flags = 1; flags < 256; flags++) {
      int first = Integer.numberOfLeadingZeros(flags) - 24;
      int last = 7 - Integer.numberOfTrailingZeros(flags);
      int run = 0;
      for (int plane = first + 1; plane <= last; plane++) {
        if ((flags >>> (7 - plane) & 1) == 0) {
          run++;
        } else if (run > 0) {
          int length = symbols[run] & 0xFF;
          int shift = 64 - 8 * (plane - run) - length;
          table[2 * flags] |= (long) (symbols[run] >>> 8) << shift;
          table[2 * flags + 1] |= -1L >>> (64 - length) << shift;
          run = 0;
        }
      }
    }
    return table;
  }
}
