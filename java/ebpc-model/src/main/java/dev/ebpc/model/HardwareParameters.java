package dev.ebpc.model;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.Transmission;

/**
 * The parameters the published RTL can be built with: {@code DATA_W}, {@code BLOCK_SIZE} and {@code
 * LOG_MAX_ZRLE_LEN}.
 *
 * <p>A subset of what software accepts ({@link CodeParameters}) in W and n: the RTL's assertions
 * and the widths of its registers exclude the rest. Immutable and thread-safe.
 *
 * @param wordBits W = DATA_W, bits of a word: 8, 16 or 32
 * @param blockSize n = BLOCK_SIZE, non-zero words of a block: a power of two, max(3+L, 5+b) to W
 * @param logMaxZeroRun Z = LOG_MAX_ZRLE_LEN, bits of the length of a zero run: 1 to W-2
 */
public record HardwareParameters(int wordBits, int blockSize, int logMaxZeroRun) {

  /** What the paper built: W = 8, n = 8, Z = 4. */
  public static final HardwareParameters PUBLISHED = new HardwareParameters(8, 8, 4);

  /** Most words of one transmission: the decoder counts them down from N-1 in 24 bits. */
  public static final int MAX_WORDS = Transmission.MAX_WORDS;

  /**
   * Checks that the RTL can be built so.
   *
   * @throws IllegalArgumentException with the reason why it cannot
   */
  public HardwareParameters {
    require(
        Integer.bitCount(wordBits) == 1 && wordBits >= 8 && wordBits <= 32,
        "DATA_W must be 8, 16 or 32 (a power of two, at least 8), found " + wordBits);
    require(
        Integer.bitCount(blockSize) == 1, "BLOCK_SIZE must be a power of two, found " + blockSize);
    require(
        blockSize <= wordBits,
        "BLOCK_SIZE must not exceed DATA_W: a plane's raw symbol has BLOCK_SIZE bits and must fit a"
            + (" word; found " + blockSize + " > " + wordBits));
    int longestCode = Math.max(3 + log2(wordBits), 5 + log2(blockSize));
    require(
        blockSize >= longestCode,
        "BLOCK_SIZE must be at least max(3+log2 DATA_W, 5+log2 BLOCK_SIZE) = "
            + longestCode
            + ", else the raw symbol is misplaced; found "
            + blockSize);
    require(logMaxZeroRun >= 1, "LOG_MAX_ZRLE_LEN must be at least 1, found " + logMaxZeroRun);
    require(
        logMaxZeroRun <= wordBits - 2,
        "LOG_MAX_ZRLE_LEN must not exceed DATA_W-2 = "
            + (wordBits - 2)
            + ", else the ZNZ coder's register overflows; found "
            + logMaxZeroRun);
  }

  /**
   * The same parameters as software names them.
   *
   * @param code W, n and R
   * @return W, n and Z = log2 R
   * @throws IllegalArgumentException if the RTL cannot be built so
   */
  public static HardwareParameters of(CodeParameters code) {
    return new HardwareParameters(code.wordBits(), code.blockSize(), code.zeroRunBits());
  }

  /**
   * The same parameters as software names them.
   *
   * @return W, n and R = 2^Z
   * @throws IllegalArgumentException if Z exceeds 8, which only hardware can have
   */
  public CodeParameters code() {
    return new CodeParameters(wordBits, blockSize, maxZeroRun());
  }

  /** L = log2 W. */
  public int logWordBits() {
    return log2(wordBits);
  }

  /** b = log2 n. */
  public int logBlockSize() {
    return log2(blockSize);
  }

  /** R = 2^Z, longest run of zeros of one code, in words. */
  public int maxZeroRun() {
    return 1 << logMaxZeroRun;
  }

  /** The W low bits set. */
  public int wordMask() {
    return -1 >>> (32 - wordBits);
  }

  /**
   * A word as a number: its W bits read as two's complement.
   *
   * @param word W bits; higher ones are ignored
   * @return from -2^(W-1) to 2^(W-1)-1
   */
  public int signed(int word) {
    int unused = 32 - wordBits;
    return (word << unused) >> unused;
  }

  /**
   * Checks that a transmission can have so many words.
   *
   * @param words N
   * @throws IllegalArgumentException if it cannot
   */
  public static void requireWords(long words) {
    require(
        words != 0,
        "a transmission has at least one word: num_words holds N-1, so N = 0 is not there");
    require(
        words > 0 && words <= MAX_WORDS,
        "a transmission has at most 2^24 words: num_words has 24 bits; found " + words);
  }

  /** For example {@code (8,8,Z=4)}. */
  @Override
  public String toString() {
    return "(" + wordBits + "," + blockSize + ",Z=" + logMaxZeroRun + ")";
  }

  private static int log2(int powerOfTwo) {
    return Integer.numberOfTrailingZeros(powerOfTwo);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
