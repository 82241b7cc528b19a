package dev.ebpc.engine;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Chunks that an engine codes or decodes in one call: where their words and their streams lie.
 *
 * <p>Words lie in a {@link MemorySegment} (heap array of any primitive type, direct buffer or
 * native memory), the streams in byte arrays that the batch owns, with {@link #SLACK} readable and
 * writable bytes behind the last one. Not thread-safe; made once and used again and again. The
 * arrays are open to the engines on purpose: they are the innermost interface.
 */
public final class ChunkBatch {

  /** Bytes behind the streams that an engine may read or overwrite. */
  public static final int SLACK = 64;

  /** In place of a non-zero count that a decoder has to find out by itself. */
  public static final int UNKNOWN = -1;

  /** The parameters of the code. */
  public CodeParameters parameters;

  /** How the words lie in memory. */
  public NumberFormat format;

  /** Chunks in use, from 0. */
  public int chunks;

  /** Memory that holds the words, little-endian containers as {@link #format} says. */
  public MemorySegment words;

  /** Byte offset of each chunk's first word in {@link #words}. */
  public final long[] wordOffset;

  /** Words of each chunk, at least 1. */
  public final int[] wordCount;

  /** Non-zero words of each chunk. A decoder checks what is declared here, or fills it in. */
  public final int[] nonZeros;

  /** ZNZ streams. */
  public byte[] znz = new byte[SLACK];

  /** Index in {@link #znz} of each chunk's first byte. */
  public final int[] znzStart;

  /** Exact bits (encoding) of each ZNZ stream. */
  public final int[] znzBits;

  /** Bytes (decoding) of each ZNZ stream. */
  public final int[] znzBytes;

  /** BPC streams. */
  public byte[] bpc = new byte[SLACK];

  /** Index in {@link #bpc} of each chunk's first byte. */
  public final int[] bpcStart;

  /** Exact bits (encoding) of each BPC stream. */
  public final int[] bpcBits;

  /** Bytes (decoding) of each BPC stream. */
  public final int[] bpcBytes;

  /** Whether decoded streams are padded to whole words (bare streams) and not only to bytes. */
  public boolean paddedToWords;

  /**
   * Makes an empty batch.
   *
   * @param capacity most chunks it can hold
   */
  public ChunkBatch(int capacity) {
    wordOffset = new long[capacity];
    wordCount = new int[capacity];
    nonZeros = new int[capacity];
    znzStart = new int[capacity];
    znzBits = new int[capacity];
    znzBytes = new int[capacity];
    bpcStart = new int[capacity];
    bpcBits = new int[capacity];
    bpcBytes = new int[capacity];
  }

  /** Makes room for the longest streams that the chunks' words can give. */
  public void reserveForEncoding() {
    long znzRoom = 0;
    long bpcRoom = 0;
    for (int i = 0; i < chunks; i++) {
      znzRoom += (parameters.maxZnzBits(wordCount[i]) + 7) / 8;
      bpcRoom += (parameters.maxBpcBits(wordCount[i]) + 7) / 8;
    }
    reserve(Math.toIntExact(znzRoom), Math.toIntExact(bpcRoom));
  }

  /**
   * Makes room for streams of the given bytes; what the arrays held may be lost.
   *
   * @param znzRoom bytes of all ZNZ streams
   * @param bpcRoom bytes of all BPC streams
   */
  public void reserve(int znzRoom, int bpcRoom) {
    if (znz.length < znzRoom + SLACK) {
      znz = new byte[znzRoom + SLACK];
    }
    if (bpc.length < bpcRoom + SLACK) {
      bpc = new byte[bpcRoom + SLACK];
    }
  }

  /** Bytes of one stream with a given number of bits, as {@link #paddedToWords} demands. */
  public int streamBytes(long bits) {
    int unit = paddedToWords ? parameters.wordBits() : 1;
    return (int) (((bits + unit - 1) / unit * unit + 7) >>> 3);
  }

  /** Copies the ZNZ stream of chunk i after encoding. */
  public byte[] znzOf(int i) {
    return Arrays.copyOfRange(znz, znzStart[i], znzStart[i] + (znzBits[i] + 7) / 8);
  }

  /** Copies the BPC stream of chunk i after encoding. */
  public byte[] bpcOf(int i) {
    return Arrays.copyOfRange(bpc, bpcStart[i], bpcStart[i] + (bpcBits[i] + 7) / 8);
  }
}
