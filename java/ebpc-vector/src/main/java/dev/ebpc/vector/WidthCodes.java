package dev.ebpc.vector;

import dev.ebpc.packed.steps.Blocks;

/**
 * What the width codes of blocks cost, from how many values escape: c1 to c7 are the values that do
 * not fit 1 to 7 planes, that is of 2^k - 1 or more.
 */
final class WidthCodes {

  /** By width code: the largest value that the planes hold, which stands for an escape. */
  static final byte[] MOST = new byte[16];

  static {
    for (int code = 0; code < 16; code++) {
      MOST[code] = (byte) ((1 << Blocks.planes(code)) - 1);
    }
  }

  private WidthCodes() {}

  /**
   * Bits that values take as one block.
   *
   * @param count how many values
   * @param any the bits of all values, in any of the 8 bytes
   */
  static int fewestBits(
      int count, long any, int c1, int c2, int c3, int c4, int c5, int c6, int c7) {
    int best = width(any) * count;
    best = Math.min(best, count + 8 * c1);
    best = Math.min(best, 2 * count + 8 * c2);
    best = Math.min(best, 3 * count + 8 * c3);
    best = Math.min(best, 4 * count + 8 * c4);
    best = Math.min(best, 5 * count + 8 * c5);
    best = Math.min(best, 6 * count + 8 * c6);
    return Math.min(best, 7 * count + 8 * c7);
  }

  /**
   * The code that takes the fewest bytes; of equals the one with the most planes.
   *
   * @param groups groups of 8 values in the block
   * @param any the bits of all values, in any of the 8 bytes
   */
  static int choose(int groups, long any, int c1, int c2, int c3, int c4, int c5, int c6, int c7) {
    int g = 8 * groups;
    // Bytes in the upper bits, then what makes the smaller of equals the one with more planes.
    int b1 = g + 8 * c1 + 7;
    int b2 = 2 * g + 8 * c2 + 6;
    int b3 = 3 * g + 8 * c3 + 5;
    int b4 = 4 * g + 8 * c4 + 4;
    int b5 = 5 * g + 8 * c5 + 3;
    int b6 = 6 * g + 8 * c6 + 2;
    int b7 = 7 * g + 8 * c7 + 1;
    int width = width(any);
    int low = Math.min(Math.min(b1, b2), Math.min(b3, b4));
    int high = Math.min(Math.min(b5, b6), Math.min(b7, g * width));
    int order = Math.min(low, high) & 7;
    return order == 0 ? width : 16 - order;
  }

  /** Bits of the largest of 8 bytes. */
  private static int width(long eight) {
    long union = eight | eight >>> 32;
    union |= union >>> 16;
    union |= union >>> 8;
    return 64 - Long.numberOfLeadingZeros(union & 0xFF);
  }
}
