package dev.ebpc.batch.hardware;

import dev.ebpc.batch.BatchFormat;
import dev.ebpc.batch.LittleEndian;
import dev.ebpc.batch.TensorTerms;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.Profile;
import dev.ebpc.hardware.ChunkKind;

/**
 * Batches of chunks, each a transmission of its own: section "Profile hardware" of {@code
 * docs/format.md}.
 */
public final class HardwareFormat implements BatchFormat {

  /** Most words of a chunk. */
  public static final int MAX_CHUNK_WORDS = 65536;

  /** Most bytes that the words of one chunk take in memory. */
  public static final int MAX_CHUNK_BYTES = 4 * MAX_CHUNK_WORDS;

  private final TensorTerms terms;
  private final CodeParameters parameters;
  private final ChunkLayout layout;
  private final ZeroPoint zeroPoint;

  /** Bound of a full chunk; 0 until somebody asks, for it takes a loop over the words. */
  private int mostOfFullChunk;

  /**
   * Lays out the batches of a frame.
   *
   * @param terms what is common to all profiles
   * @param parameters W, which is that of the terms, n and R
   * @param chunkWords words of every chunk but the last, 1 to {@link #MAX_CHUNK_WORDS}
   */
  public HardwareFormat(TensorTerms terms, CodeParameters parameters, int chunkWords) {
    this.terms = terms;
    this.parameters = parameters;
    layout = new ChunkLayout(chunkWords, terms.elementBytes());
    zeroPoint =
        terms.zeroPoint() == 0
            ? null
            : new ZeroPoint(terms.zeroPoint(), terms.format(), terms.wordBits());
  }

  /**
   * Requires that chunks may have so many words.
   *
   * @throws IllegalArgumentException if they may not
   */
  public static void requireChunkWords(int chunkWords, int elementBytes) {
    if (chunkWords < 1 || chunkWords > MAX_CHUNK_WORDS) {
      throw new IllegalArgumentException(
          "chunk words must be from 1 to " + MAX_CHUNK_WORDS + ", found " + chunkWords);
    }
    if ((long) chunkWords * elementBytes > MAX_CHUNK_BYTES) {
      throw new IllegalArgumentException(
          "a chunk must not have more than "
              + MAX_CHUNK_BYTES
              + " bytes, found "
              + chunkWords
              + " words of "
              + elementBytes
              + " bytes");
    }
  }

  /** W, n and R. */
  public CodeParameters parameters() {
    return parameters;
  }

  /** Words of every chunk but the last. */
  public int chunkWords() {
    return layout.chunkWords();
  }

  ChunkLayout layout() {
    return layout;
  }

  /** What is taken from every word before coding; null if nothing is. */
  ZeroPoint zeroPoint() {
    return zeroPoint;
  }

  @Override
  public Profile profile() {
    return Profile.HARDWARE;
  }

  @Override
  public TensorTerms terms() {
    return terms;
  }

  @Override
  public void putParameters(byte[] header) {
    header[PARAMETERS_AT] = (byte) parameters.positionBits();
    header[PARAMETERS_AT + 1] = (byte) parameters.zeroRunBits();
    LittleEndian.putInt(header, PARAMETERS_AT + 2, layout.chunkWords());
  }

  @Override
  public String describeParameters() {
    return "n="
        + parameters.blockSize()
        + ", R="
        + parameters.maxZeroRun()
        + ", chunkWords="
        + layout.chunkWords();
  }

  @Override
  public int batchWords() {
    return layout.batchWords();
  }

  @Override
  public int sampleWords() {
    return layout.chunkWords();
  }

  @Override
  public int headStartBytes(int words) {
    return headBytes(words);
  }

  @Override
  public int headBytes(int words, byte[] head, int at) {
    return headBytes(words);
  }

  private int headBytes(int words) {
    return layout.entryBytes(layout.chunks(words));
  }

  @Override
  public int leastBytes(int words) {
    return headBytes(words);
  }

  @Override
  public long mostBytes(int words) {
    int full = words / layout.chunkWords();
    int rest = words % layout.chunkWords();
    if (full > 0 && mostOfFullChunk == 0) {
      mostOfFullChunk = mostOfChunk(layout.chunkWords());
    }
    return headBytes(words) + (long) full * mostOfFullChunk + mostOfChunk(rest);
  }

  /** A chunk that hardly shrinks is kept raw, so only narrow words can stay below that. */
  private int mostOfChunk(int words) {
    int raw = words * terms.elementBytes();
    if (terms.format().isStored() || words == 0) {
      return raw;
    }
    long most = 0;
    for (int nonZeros = words; nonZeros > 0 && ChunkKind.paysCoded(most, raw); nonZeros--) {
      long znz = (maxZnzBits(words, nonZeros) + 7) / 8;
      long bpc = (parameters.maxBpcBits(nonZeros) + 7) / 8;
      most = Math.max(most, znz + bpc);
    }
    return ChunkKind.paysCoded(most, raw) ? (int) most : raw;
  }

  /** The zeros lie so that they need the most symbols: one in each gap, the rest in full runs. */
  private long maxZnzBits(int words, int nonZeros) {
    int zeros = words - nonZeros;
    int gaps = Math.min(zeros, nonZeros + 1);
    int runs = gaps + (zeros - gaps) / parameters.maxZeroRun();
    return nonZeros + (long) runs * (1 + parameters.zeroRunBits());
  }
}
