package dev.ebpc.hardware;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/**
 * Chunks that a coder codes or decodes in one call, and where their words lie.
 *
 * <p>Words lie in a {@link MemorySegment} (heap array of any primitive type, direct buffer or
 * native memory). Not thread-safe; made once and used again and again. The methods that give whole
 * arrays, an element per chunk, are for coders that hand them to a library.
 */
public abstract sealed class Chunks permits EncodingBatch, DecodingBatch {

  /** Bytes after the streams that a coder may read or overwrite. */
  public static final int SLACK = 64;

  private CodeParameters parameters;
  private NumberFormat format;
  private MemorySegment words = MemorySegment.NULL;
  private int count;
  private long[] wordOffset = {};
  private int[] wordCount = {};

  /** Starts a batch without chunks. */
  final void restart(CodeParameters code, NumberFormat numbers, MemorySegment memory) {
    if (code.wordBits() > 8 * numbers.containerBytes()) {
      throw new IllegalArgumentException(
          "words of " + code.wordBits() + " bits do not go with " + numbers.label());
    }
    parameters = code;
    format = numbers;
    words = memory;
    count = 0;
  }

  /** Adds a chunk; gives its number. */
  final int addChunk(long offset, int chunkWords) {
    if (chunkWords < 1) {
      throw new IllegalArgumentException("a chunk has at least one word, found " + chunkWords);
    }
    Objects.checkFromIndexSize(
        offset, (long) chunkWords * format.containerBytes(), words.byteSize());
    if (count == wordCount.length) {
      int room = Math.max(4, 2 * count);
      wordOffset = Arrays.copyOf(wordOffset, room);
      wordCount = Arrays.copyOf(wordCount, room);
      resize(room);
    }
    wordOffset[count] = offset;
    wordCount[count] = chunkWords;
    return count++;
  }

  /** Makes room for so many chunks. */
  abstract void resize(int room);

  /** The parameters of the code. */
  public final CodeParameters parameters() {
    return parameters;
  }

  /** How the words lie in memory. */
  public final NumberFormat format() {
    return format;
  }

  /** Chunks of the batch. */
  public final int count() {
    return count;
  }

  /** Memory that holds the words, little-endian containers as {@link #format} says. */
  public final MemorySegment words() {
    return words;
  }

  /** Lets go of the caller's memory. */
  public final void forgetWords() {
    words = MemorySegment.NULL;
  }

  /** Byte offset of a chunk's first word in {@link #words}. */
  public final long wordOffset(int chunk) {
    return wordOffset[chunk];
  }

  /** Words of a chunk, at least 1. */
  public final int wordCount(int chunk) {
    return wordCount[chunk];
  }

  /** Bytes of the words of a chunk in memory. */
  public final long wordBytes(int chunk) {
    return (long) wordCount[chunk] * format.containerBytes();
  }

  /** Bytes of the words of all chunks in memory. */
  public final long wordBytes() {
    long sum = 0;
    for (int chunk = 0; chunk < count; chunk++) {
      sum += wordBytes(chunk);
    }
    return sum;
  }

  /** {@link #wordOffset(int)} of all chunks; not to be changed. */
  public final long[] wordOffsets() {
    return wordOffset;
  }

  /** {@link #wordCount(int)} of all chunks; not to be changed. */
  public final int[] wordCounts() {
    return wordCount;
  }
}
