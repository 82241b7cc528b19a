package dev.ebpc.code;

/**
 * Turns the deltas of a block into bit planes and back, for every width and block size.
 *
 * <p>A plane is the low bits of a long: delta i = x(i+1) - x(i) at bit n-2-i, so that the oldest
 * delta leads, as in the raw symbol. Works on 8 by 8 squares of bits.
 */
public final class BitPlanes {

  private BitPlanes() {}

  /**
   * Transposes an 8 by 8 square: bit c of byte r moves to bit r of byte c.
   *
   * @param square the rows, row 0 in the least significant byte
   * @return the columns
   */
  public static long transpose(long square) {
    long x = square;
    long t = (x ^ (x >>> 7)) & 0x00AA00AA00AA00AAL;
    x ^= t ^ (t << 7);
    t = (x ^ (x >>> 14)) & 0x0000CCCC0000CCCCL;
    x ^= t ^ (t << 14);
    t = (x ^ (x >>> 28)) & 0x00000000F0F0F0F0L;
    return x ^ t ^ (t << 28);
  }

  /**
   * Cuts deltas into planes 0 to W-1; the sign plane is the caller's, see {@link #signPlane}.
   *
   * @param deltas the block's deltas x(i) - x(i-1) at index i = 1 to n-1, modulo 2^32; 0 at index 0
   * @param blockSize n
   * @param wordBits W
   * @param planes receives W planes
   */
  public static void ofDeltas(int[] deltas, int blockSize, int wordBits, long[] planes) {
    for (int low = 0; low < wordBits; low += 8) {
      for (int plane = low; plane < Math.min(low + 8, wordBits); plane++) {
        planes[plane] = 0;
      }
      for (int first = 0; first < blockSize; first += 8) {
        long square = 0;
        for (int row = 0; row < Math.min(8, blockSize - first); row++) {
          // The oldest delta goes into the last row, so that it leads in the planes.
          square |= (long) (deltas[first + row] >>> low & 0xFF) << (56 - 8 * row);
        }
        spread(transpose(square), low, first, blockSize, wordBits, planes);
      }
    }
  }

  /**
   * The signs of a block's deltas as W+1-bit numbers, which cannot overflow.
   *
   * @param words the block's n words, sign-extended from W bits
   * @param blockSize n
   * @return plane W
   */
  public static long signPlane(int[] words, int blockSize) {
    long sign = 0;
    for (int i = 1; i < blockSize; i++) {
      sign = sign << 1 | (words[i] < words[i - 1] ? 1 : 0);
    }
    return sign;
  }

  private static void spread(
      long columns, int low, int first, int blockSize, int wordBits, long[] planes) {
    int shift = blockSize - 8 - first;
    for (int plane = low; plane < Math.min(low + 8, wordBits); plane++) {
      long column = columns >>> (8 * (plane - low)) & 0xFF;
      planes[plane] |= shift >= 0 ? column << shift : column >>> -shift;
    }
  }

  /**
   * Puts a block together from its base and its planes; the sign plane is not needed, since words
   * are sums modulo 2^W.
   *
   * @param base x0
   * @param planes DBP planes 0 to W-1
   * @param blockSize n
   * @param wordBits W
   * @param words receives n words, sign-extended from W bits
   */
  public static void toWords(int base, long[] planes, int blockSize, int wordBits, int[] words) {
    for (int i = 0; i < blockSize; i++) {
      words[i] = 0;
    }
    for (int low = 0; low < wordBits; low += 8) {
      for (int first = 0; first < blockSize; first += 8) {
        int shift = blockSize - 8 - first;
        long columns = 0;
        for (int plane = low; plane < Math.min(low + 8, wordBits); plane++) {
          long column = (shift >= 0 ? planes[plane] >>> shift : planes[plane] << -shift) & 0xFF;
          columns |= column << (8 * (plane - low));
        }
        long square = transpose(columns);
        for (int row = 0; row < Math.min(8, blockSize - first); row++) {
          words[first + row] |= (int) (square >>> (56 - 8 * row) & 0xFF) << low;
        }
      }
    }
    int unused = 32 - wordBits;
    words[0] = base << unused >> unused;
    for (int i = 1; i < blockSize; i++) {
      words[i] = (words[i - 1] + words[i]) << unused >> unused;
    }
  }
}
