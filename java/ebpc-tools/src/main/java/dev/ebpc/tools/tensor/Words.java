package dev.ebpc.tools.tensor;

import dev.ebpc.code.NumberFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The words of the code, one per int, and the containers in which tensors hold them. */
public final class Words {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  /**
   * Takes words out of their containers.
   *
   * @param containers little-endian containers
   * @param format what they are
   * @param wordBits W; what a container holds above is dropped
   * @param first index of the first word
   * @param count number of words
   * @return the words, W bits right aligned
   */
  public static int[] of(
      MemorySegment containers, NumberFormat format, int wordBits, int first, int count) {
    int[] words = new int[count];
    int mask = -1 >>> (32 - wordBits);
    int bytes = format.containerBytes();
    for (int i = 0; i < count; i++) {
      long at = (long) (first + i) * bytes;
      int container =
          switch (bytes) {
            case 1 -> containers.get(ValueLayout.JAVA_BYTE, at);
            case 2 -> containers.get(SHORT, at);
            default -> containers.get(INT, at);
          };
      words[i] = container & mask;
    }
    return words;
  }

  /** The smallest format that holds words of a width. */
  public static NumberFormat container(int wordBits) {
    return wordBits <= 8
        ? NumberFormat.UINT8
        : wordBits <= 16 ? NumberFormat.UINT16 : NumberFormat.UINT32;
  }

  /**
   * Puts words into containers.
   *
   * @param words the words, zero-extended
   * @param format what the containers are
   * @return little-endian containers
   */
  public static MemorySegment containers(int[] words, NumberFormat format) {
    int bytes = format.containerBytes();
    MemorySegment memory = MemorySegment.ofArray(new byte[Math.multiplyExact(words.length, bytes)]);
    for (int i = 0; i < words.length; i++) {
      switch (bytes) {
        case 1 -> memory.set(ValueLayout.JAVA_BYTE, i, (byte) words[i]);
        case 2 -> memory.set(SHORT, 2L * i, (short) words[i]);
        default -> memory.set(INT, 4L * i, words[i]);
      }
    }
    return memory;
  }
}
