package dev.ebpc.packed;

import static dev.ebpc.packed.steps.Lanes.HIGH_BITS;
import static dev.ebpc.packed.steps.Lanes.LONG;
import static dev.ebpc.packed.steps.Lanes.ONES;

import dev.ebpc.packed.steps.Lanes;

/**
 * Arithmetic on the words of a tile, as many at a time as a 64-bit integer holds.
 *
 * <p>Every step is a loop of its own over one array, short enough for the compiler to vectorise;
 * bytes are counted up to a multiple of 8, so what lies after the last word changes, too.
 */
final class WordLanes {

  private final PackedFormat format;
  private final int bits;
  private final int laneBits;

  /** The lowest bit of every lane. */
  private final long low;

  /** The highest bit of every lane. */
  private final long high;

  /** W one bits in every lane. */
  private final long mask;

  WordLanes(PackedFormat format) {
    this.format = format;
    bits = format.wordBits();
    laneBits = format.laneBits();
    low = Lanes.lowBits(laneBits);
    high = low << (laneBits - 1);
    mask = broadcast(format.wordMask());
  }

  /** The format of the words. */
  PackedFormat format() {
    return format;
  }

  /** A container in every lane. */
  long broadcast(int container) {
    return (container & 0xFFFFFFFFL >>> (32 - laneBits)) * low;
  }

  /** Subtracts the base, modulo 2^W. */
  void subtractBase(byte[] tile, int bytes, int base) {
    subtract(tile, bytes, broadcast(base), high, mask);
  }

  private static void subtract(byte[] tile, int bytes, long base, long high, long mask) {
    long rest = base & ~high;
    long sign = ~base & high;
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) LONG.get(tile, i);
      LONG.set(tile, i, (((x | high) - rest) ^ ((x ^ sign) & high)) & mask);
    }
  }

  /** Adds the base, modulo 2^W, and extends the words to containers. */
  void addBase(byte[] tile, int bytes, int base, boolean signed) {
    add(tile, bytes, broadcast(base), high, mask);
    if (signed && bits < laneBits) {
      extend(tile, bytes, low << (bits - 1), high);
    }
  }

  private static void add(byte[] tile, int bytes, long base, long high, long mask) {
    long rest = base & ~high;
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) LONG.get(tile, i);
      LONG.set(tile, i, (((x & ~high) + rest) ^ ((x ^ base) & high)) & mask);
    }
  }

  private static void extend(byte[] tile, int bytes, long sign, long high) {
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) LONG.get(tile, i) ^ sign;
      LONG.set(tile, i, ((x | high) - sign) ^ (~x & high));
    }
  }

  /** Words of W bits to the containers that hold them. */
  void extend(byte[] tile, int bytes, boolean signed) {
    addBase(tile, bytes, 0, signed);
  }

  /** Numbers near zero of either sign to small ones: 0 -1 1 -2 2 to 0 1 2 3 4. */
  void fold(byte[] tile, int bytes) {
    fold(tile, bytes, bits, low, mask & ~low);
  }

  private static void fold(byte[] tile, int bytes, int bits, long low, long twice) {
    int shift = bits - 1;
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) LONG.get(tile, i);
      long sign = x >>> shift & low;
      LONG.set(tile, i, (x << 1 & twice) ^ ((sign << bits) - sign));
    }
  }

  /** The reverse of {@link #fold(byte[], int)}. */
  void unfold(byte[] tile, int bytes) {
    unfold(tile, bytes, bits, low, mask & ~(low << (bits - 1)));
  }

  private static void unfold(byte[] tile, int bytes, int bits, long low, long half) {
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) LONG.get(tile, i);
      long sign = x & low;
      LONG.set(tile, i, (x >>> 1 & half) ^ ((sign << bits) - sign));
    }
  }

  /** One less, from an index up to another, or up to 7 bytes more; no word may be zero. */
  void decrement(byte[] words, int from, int to) {
    decrement(words, from, to, low);
  }

  private static void decrement(byte[] words, int from, int to, long low) {
    for (int i = from; i < to; i += 8) {
      LONG.set(words, i, (long) LONG.get(words, i) - low);
    }
  }

  /** One more, modulo 2^W. */
  void increment(byte[] tile, int bytes) {
    add(tile, bytes, low, high, mask);
  }

  /** Exclusive or with the base: zero where a word is the base. */
  void xorBase(byte[] tile, int bytes, int base) {
    xorBase(tile, 0, bytes, base);
  }

  /** The same from an index up to another, or up to 7 bytes more. */
  void xorBase(byte[] words, int from, int to, int base) {
    xor(words, from, to, broadcast(base));
  }

  private static void xor(byte[] words, int from, int to, long base) {
    for (int i = from; i < to; i += 8) {
      LONG.set(words, i, (long) LONG.get(words, i) ^ base);
    }
  }

  /** Whether a word among these has a bit that is not one of its W. */
  boolean exceeds(byte[] tile, int bytes) {
    return mask != -1L && (union(tile, bytes) & ~mask) != 0;
  }

  /** Whether a word among these has its highest bit set. */
  boolean hasNegative(byte[] tile, int bytes) {
    return (union(tile, bytes) & low << (bits - 1)) != 0;
  }

  private static long union(byte[] tile, int bytes) {
    long all = 0;
    for (int i = 0; i < bytes; i += 8) {
      all |= (long) LONG.get(tile, i);
    }
    return all;
  }

  /**
   * Rotates bytes to the left by one bit: the sign of an 8-bit number comes to the lowest place.
   */
  static void rotateLeft(byte[] tile, int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) LONG.get(tile, i);
      LONG.set(tile, i, (x << 1 & ~ONES) | (x >>> 7 & ONES));
    }
  }

  /** The reverse of {@link #rotateLeft(byte[], int)}. */
  static void rotateRight(byte[] tile, int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) LONG.get(tile, i);
      LONG.set(tile, i, (x >>> 1 & ~HIGH_BITS) | (x << 7 & HIGH_BITS));
    }
  }

  /** A reference minus every byte, modulo 256. Its own inverse. */
  static void subtractFrom(byte[] tile, int bytes, int reference) {
    long all = (reference & 0xFF) * ONES;
    long minuend = all | HIGH_BITS;
    long sign = ~all & HIGH_BITS;
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) LONG.get(tile, i);
      LONG.set(tile, i, (minuend - (x & ~HIGH_BITS)) ^ ((x ^ sign) & HIGH_BITS));
    }
  }
}
