package dev.ebpc.packed.steps;

/**
 * The steps from values to planes that choosing and coding share.
 *
 * <p>A group of 8 values is a 64-bit integer, and so are its planes: byte k holds bit k of all
 * eight.
 */
final class PlaneBlocks {

  private PlaneBlocks() {}

  /** Bit j of byte i to bit i of byte j, in place; its own inverse. */
  static void transpose(byte[] groups, int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) Lanes.LONG.get(groups, i);
      long t = (x ^ (x >>> 7)) & 0x00AA00AA00AA00AAL;
      x ^= t ^ (t << 7);
      t = (x ^ (x >>> 14)) & 0x0000CCCC0000CCCCL;
      x ^= t ^ (t << 14);
      t = (x ^ (x >>> 28)) & 0x00000000F0F0F0F0L;
      Lanes.LONG.set(groups, i, x ^ t ^ (t << 28));
    }
  }

  /**
   * Finds which values do not fit k planes: byte k of a group, k from 1 to 7, has a bit for each
   * value of 2^k - 1 or more. That is a bit in a plane from k on, or all planes below k.
   */
  static void escapes(byte[] planes, byte[] escapes, int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) Lanes.LONG.get(planes, i);
      long above = x | x >>> 8;
      above |= above >>> 16;
      above |= above >>> 32;
      long below = x << 8 | 0xFF;
      below &= below << 8 | 0xFF;
      below &= below << 16 | 0xFFFF;
      below &= below << 32 | 0xFFFFFFFFL;
      Lanes.LONG.set(escapes, i, above | below);
    }
  }

  /** Counts the bits of each byte. */
  static void count(byte[] escapes, byte[] counts, int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) Lanes.LONG.get(escapes, i);
      x -= x >>> 1 & 0x5555555555555555L;
      x = (x & 0x3333333333333333L) + (x >>> 2 & 0x3333333333333333L);
      Lanes.LONG.set(counts, i, (x + (x >>> 4)) & 0x0F0F0F0F0F0F0F0FL);
    }
  }

  /** The planes up to the highest that is not zero. */
  static int width(long planes) {
    return (71 - Long.numberOfLeadingZeros(planes)) >>> 3;
  }
}
