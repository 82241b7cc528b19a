package dev.ebpc.code;

/**
 * The code variant 'ours-04' of the published evaluation, whose sizes the paper's ratios count.
 *
 * <p>It is not the hardware's code: the prefixes of single and several zero planes change places,
 * planes go from the most significant one down, the last block is not padded (one of a single word
 * is dropped, so that the variant cannot be decoded), and a zero run that ends the tensor is not
 * counted. Kept for comparisons. Source: the evaluation scripts that accompany the paper. Not
 * thread-safe.
 */
public final class EvaluationCode {

  /** How the difference of two words is taken. */
  public enum Deltas {
    /** Of two's complement integers. */
    INTEGER,
    /** Of binary16 values, whose pattern is then cut into planes; both zeros are zero words. */
    FLOAT16
  }

  private final CodeParameters parameters;
  private final int planesPerBlock;
  private final Deltas kind;
  private final int[] block;
  private final int[] deltas;
  private final long[] planes = new long[33];

  /** Where bits go, or null if they are only counted. */
  private BitWriter out;

  private long bits;

  /**
   * Makes a counter.
   *
   * @param parameters W, n and R
   * @param planesPerBlock planes of a block: W where deltas wrap as in numpy, else up to W + 1
   * @param kind how deltas are taken
   * @throws IllegalArgumentException if the planes are not 1 to W + 1
   */
  public EvaluationCode(CodeParameters parameters, int planesPerBlock, Deltas kind) {
    if (planesPerBlock < 1 || planesPerBlock > parameters.planes()) {
      throw new IllegalArgumentException(
          "planes per block must be from 1 to "
              + parameters.planes()
              + ", found "
              + planesPerBlock);
    }
    this.parameters = parameters;
    this.planesPerBlock = planesPerBlock;
    this.kind = kind;
    block = new int[parameters.blockSize()];
    deltas = new int[parameters.blockSize()];
  }

  /**
   * Bits of the zero/non-zero stream: one per non-zero word, a symbol per started R zeros of a run,
   * nothing for the run that ends the tensor.
   *
   * @param words the words
   */
  public long znzBits(int[] words) {
    int symbol = 1 + parameters.zeroRunBits();
    int maxRun = parameters.maxZeroRun();
    long sum = 0;
    int run = 0;
    for (int word : words) {
      if (isZero(word)) {
        run++;
      } else {
        sum += 1 + (long) (run + maxRun - 1) / maxRun * symbol;
        run = 0;
      }
    }
    return sum;
  }

  /**
   * Bits of the bit-plane stream of the non-zero words.
   *
   * @param words the words; their low W bits count
   */
  public long bpcBits(int[] words) {
    out = null;
    return code(words, false);
  }

  /**
   * Bits of the bit-plane stream of all words, zeros included: the paper's BPC without EBPC.
   *
   * @param words the words; their low W bits count
   */
  public long bpcBitsOfAll(int[] words) {
    out = null;
    return code(words, true);
  }

  /**
   * Writes the bit-plane stream of the non-zero words.
   *
   * @param words the words; their low W bits count
   * @param writer receives the bits
   * @return how many
   */
  public long writeBpc(int[] words, BitWriter writer) {
    out = writer;
    return code(words, false);
  }

  private boolean isZero(int word) {
    int value = word << (32 - parameters.wordBits());
    return kind == Deltas.FLOAT16 ? value << 1 == 0 : value == 0;
  }

  private long code(int[] words, boolean zerosToo) {
    bits = 0;
    int filled = 0;
    int unused = 32 - parameters.wordBits();
    for (int word : words) {
      if (zerosToo || !isZero(word)) {
        block[filled++] = word << unused >> unused;
        if (filled == block.length) {
          putBlock(filled);
          filled = 0;
        }
      }
    }
    if (filled > 1) {
      putBlock(filled);
    }
    return bits;
  }

  /** Codes the first words of the block buffer. */
  private void putBlock(int count) {
    int planeBits = count - 1;
    int positionBits = 32 - Integer.numberOfLeadingZeros(planeBits);
    put(block[0] & -1L >>> (64 - parameters.wordBits()), parameters.wordBits());
    cutPlanes(count);
    int zeroPlanes = 0;
    for (int plane = planesPerBlock - 1; plane >= 0; plane--) {
      long dbp = planes[plane];
      long dbx = plane == 0 ? dbp : dbp ^ planes[plane - 1];
      if (dbx == 0) {
        zeroPlanes++;
        continue;
      }
      putPlaneRun(zeroPlanes);
      zeroPlanes = 0;
      PlaneSymbol symbol = PlaneSymbol.of(dbx, dbp, planeBits);
      put(symbol.bits(dbx, planeBits, positionBits), symbol.length(planeBits, positionBits));
    }
    putPlaneRun(zeroPlanes);
  }

  private void cutPlanes(int count) {
    for (int i = 1; i < block.length; i++) {
      deltas[i] = i < count ? delta(block[i], block[i - 1]) : 0;
    }
    int wordBits = parameters.wordBits();
    BitPlanes.ofDeltas(deltas, block.length, wordBits, planes);
    if (planesPerBlock > wordBits) {
      planes[wordBits] = BitPlanes.signPlane(block, block.length);
    }
    int missing = block.length - count;
    for (int plane = 0; plane < planesPerBlock; plane++) {
      planes[plane] >>>= missing;
    }
  }

  private int delta(int word, int previous) {
    return kind == Deltas.INTEGER
        ? word - previous
        : Float.floatToFloat16(
            Float.float16ToFloat((short) word) - Float.float16ToFloat((short) previous));
  }

  private void putPlaneRun(int zeroPlanes) {
    int lengthBits = parameters.planeRunBits();
    if (zeroPlanes == 1) {
      put(0b001, 3);
    } else if (zeroPlanes > 1) {
      put(0b01L << lengthBits | (zeroPlanes - 2), 2 + lengthBits);
    }
  }

  private void put(long code, int length) {
    bits += length;
    if (out != null) {
      out.put(code, length);
    }
  }
}
