package dev.ebpc.engine;

import dev.ebpc.code.NumberFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Finds words that do not fit W bits where W is smaller than their containers; callers of an engine
 * do so before they encode.
 *
 * <p>Holds working memory. Not thread-safe.
 */
public final class WordRange {
  private static final int TILE_WORDS = 2048;
  private static final ValueLayout.OfShort SHORTS =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INTS =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes = new byte[TILE_WORDS];
  private final short[] shorts = new short[TILE_WORDS];
  private final int[] ints = new int[TILE_WORDS];

  /** Makes working memory. */
  public WordRange() {}

  /**
   * Finds the first word out of range.
   *
   * @param format how the words lie in memory
   * @param wordBits W
   * @param words memory that holds them
   * @param offset byte offset of the first one
   * @param count how many
   * @return index of the word among them, or -1 if all fit
   */
  public int firstOutside(
      NumberFormat format, int wordBits, MemorySegment words, long offset, int count) {
    int containerBits = 8 * format.containerBytes();
    if (wordBits == containerBits || format.isStored()) {
      return -1;
    }
    // A signed word plus half the range is an unsigned one; then no bit above W may be set.
    int half = format.signed() ? 1 << (wordBits - 1) : 0;
    int container = format.signed() ? -1 : -1 >>> (32 - containerBits);
    int high = container & (-1 << wordBits);
    for (int done = 0; done < count; done += TILE_WORDS) {
      int part = Math.min(TILE_WORDS, count - done);
      long at = offset + (long) done * format.containerBytes();
      fill(format.containerBytes(), words, at, part);
      if (outside(part, half, high) != 0) {
        int i = 0;
        while (((ints[i] + half) & high) == 0) {
          i++;
        }
        return done + i;
      }
    }
    return -1;
  }

  /** Widens the words into the tile of ints, in loops that the compiler vectorises. */
  private void fill(int containerBytes, MemorySegment words, long at, int count) {
    switch (containerBytes) {
      case 1 -> {
        MemorySegment.copy(words, ValueLayout.JAVA_BYTE, at, bytes, 0, count);
        for (int i = 0; i < count; i++) {
          ints[i] = bytes[i];
        }
      }
      case 2 -> {
        MemorySegment.copy(words, SHORTS, at, shorts, 0, count);
        for (int i = 0; i < count; i++) {
          ints[i] = shorts[i];
        }
      }
      default -> MemorySegment.copy(words, INTS, at, ints, 0, count);
    }
  }

  private int outside(int count, int half, int high) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      found |= (ints[i] + half) & high;
    }
    return found;
  }
}
