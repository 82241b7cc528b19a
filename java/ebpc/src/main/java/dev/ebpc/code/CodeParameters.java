package dev.ebpc.code;

/**
 * The three parameters of the code: word width W, block size n and maximum zero run R.
 *
 * <p>Legal in software is every W from 2 to 32, every power of two n from 4 to 64 and every power
 * of two R from 2 to 256. The published RTL (parameters {@code DATA_W}, {@code BLOCK_SIZE}, {@code
 * LOG_MAX_ZRLE_LEN}) can be built with fewer of them. Immutable and thread-safe.
 *
 * @param wordBits W, bits of a word, 2 to 32
 * @param blockSize n, non-zero words in one bit-plane block, a power of two from 4 to 64
 * @param maxZeroRun R, longest zero run of one ZNZ symbol in words, a power of two from 2 to 256
 */
public record CodeParameters(int wordBits, int blockSize, int maxZeroRun) {

  /** Block size of the paper and of the published hardware. */
  public static final int DEFAULT_BLOCK_SIZE = 8;

  /** Maximum zero run of the paper and of the published hardware. */
  public static final int DEFAULT_MAX_ZERO_RUN = 16;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the parameter that is out of range
   */
  public CodeParameters {
    requireRange("word bits W", wordBits, 2, 32);
    requireRange("block size n", blockSize, 4, 64);
    requirePowerOfTwo("block size n", blockSize);
    requireRange("maximum zero run R", maxZeroRun, 2, 256);
    requirePowerOfTwo("maximum zero run R", maxZeroRun);
  }

  /**
   * The paper's choice for words of a given width: n = 8, R = 16.
   *
   * @param wordBits W, 2 to 32
   * @return the parameters
   */
  public static CodeParameters ofWordBits(int wordBits) {
    return new CodeParameters(wordBits, DEFAULT_BLOCK_SIZE, DEFAULT_MAX_ZERO_RUN);
  }

  /** Bits of the length field of a zero-plane run: L = ceil(log2 W). */
  public int planeRunBits() {
    return ceilLog2(wordBits);
  }

  /** Bits of a position within a plane: b = log2 n. */
  public int positionBits() {
    return ceilLog2(blockSize);
  }

  /** Bits of the length field of a zero-word run: Z = log2 R. */
  public int zeroRunBits() {
    return ceilLog2(maxZeroRun);
  }

  /** Delta bit planes of a block: W + 1, the sign plane of the deltas included. */
  public int planes() {
    return wordBits + 1;
  }

  /** Bits of the longest symbol of one plane: max(n, 5 + b). */
  public int maxSymbolBits() {
    return Math.max(blockSize, 5 + positionBits());
  }

  /** Bits of the shortest block, a constant one: base and one run of all planes. */
  public int minBlockBits() {
    return wordBits + 3 + planeRunBits();
  }

  /** Bits of the longest block: base and a longest symbol for every plane. */
  public int maxBlockBits() {
    return wordBits + planes() * maxSymbolBits();
  }

  /**
   * Exact bound of the ZNZ stream: zero and non-zero words in turn.
   *
   * @param words words of the transmission, at least 0
   * @return bits
   */
  public long maxZnzBits(long words) {
    long zeroRuns = (words + 1) / 2;
    return zeroRuns * (1 + zeroRunBits()) + (words - zeroRuns);
  }

  /**
   * Exact bound of the BPC stream: every plane of every block coded by a longest symbol.
   *
   * @param nonZeroWords non-zero words of the transmission, at least 0
   * @return bits
   */
  public long maxBpcBits(long nonZeroWords) {
    return blocks(nonZeroWords) * maxBlockBits();
  }

  /**
   * Blocks that hold a number of non-zero words, the last one padded.
   *
   * @param nonZeroWords at least 0
   * @return ceil(nonZeroWords / n)
   */
  public long blocks(long nonZeroWords) {
    return (nonZeroWords + blockSize - 1) / blockSize;
  }

  /**
   * The most words that a ZNZ stream of a given length can stand for; bounds what a decoder may
   * allocate.
   *
   * @param bits length of the stream
   * @return words
   */
  public long maxWordsOfZnz(long bits) {
    long full = 1L + zeroRunBits();
    return Math.max(bits, bits / full * maxZeroRun + bits % full);
  }

  /**
   * The most non-zero words that a BPC stream of a given length can stand for.
   *
   * @param bits length of the stream
   * @return words, a multiple of n
   */
  public long maxWordsOfBpc(long bits) {
    return bits / minBlockBits() * blockSize;
  }

  private static int ceilLog2(int value) {
    return 32 - Integer.numberOfLeadingZeros(value - 1);
  }

  private static void requireRange(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          name + " must be from " + low + " to " + high + ", found " + value);
    }
  }

  private static void requirePowerOfTwo(String name, int value) {
    if (Integer.bitCount(value) != 1) {
      throw new IllegalArgumentException(name + " must be a power of two, found " + value);
    }
  }
}
