package dev.ebpc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/**
 * Words in buffers, whose elements lie in the byte order that the buffer names. Frames hold them
 * little-endian, as codecs see them.
 */
final class BufferWords {
  private BufferWords() {}

  /**
   * The remaining words of a buffer, little-endian: in place where they are so already, else a copy
   * on the heap.
   *
   * @param words holds words between its position and its limit
   * @param elementBytes bytes of a word
   * @throws IllegalArgumentException if the buffer has elements of another size
   */
  static MemorySegment littleEndian(Buffer words, int elementBytes) {
    requireElements(words, elementBytes);
    MemorySegment memory = MemorySegment.ofBuffer(words);
    if (!isSwapped(words, elementBytes)) {
      return memory;
    }
    MemorySegment copy = MemorySegment.ofArray(new byte[Math.toIntExact(memory.byteSize())]);
    swap(memory, copy, elementBytes);
    return copy;
  }

  /**
   * Brings little-endian words into the byte order of the buffer that they were written to.
   *
   * @param target names the byte order
   * @param words the memory of those words in the buffer
   * @param elementBytes bytes of a word
   */
  static void toOrderOf(Buffer target, MemorySegment words, int elementBytes) {
    if (isSwapped(target, elementBytes)) {
      swap(words, words, elementBytes);
    }
  }

  /**
   * Requires that a buffer can hold words of a size: one of bytes any, another that of its
   * elements.
   */
  static void requireElements(Buffer buffer, int elementBytes) {
    int found = elementBytes(buffer);
    if (found != elementBytes && found != Byte.BYTES) {
      throw new IllegalArgumentException(
          "expected words of "
              + elementBytes
              + " bytes, found a buffer with elements of "
              + found
              + " bytes");
    }
  }

  /** Bytes of a buffer's elements. */
  static int elementBytes(Buffer buffer) {
    return switch (buffer) {
      case ByteBuffer bytes -> Byte.BYTES;
      case ShortBuffer shorts -> Short.BYTES;
      case IntBuffer ints -> Integer.BYTES;
      case FloatBuffer floats -> Float.BYTES;
      case LongBuffer longs -> Long.BYTES;
      case DoubleBuffer doubles -> Double.BYTES;
      default ->
          throw new IllegalArgumentException(
              "no words are kept in a " + buffer.getClass().getName());
    };
  }

  private static boolean isSwapped(Buffer buffer, int elementBytes) {
    ByteOrder order =
        switch (buffer) {
          case ByteBuffer bytes -> bytes.order();
          case ShortBuffer shorts -> shorts.order();
          case IntBuffer ints -> ints.order();
          case FloatBuffer floats -> floats.order();
          case LongBuffer longs -> longs.order();
          case DoubleBuffer doubles -> doubles.order();
          default -> ByteOrder.LITTLE_ENDIAN;
        };
    return order == ByteOrder.BIG_ENDIAN && hasOrder(elementBytes);
  }

  /** Only numbers of these sizes have a byte order; other elements are bytes in a row. */
  private static boolean hasOrder(int elementBytes) {
    return elementBytes == Short.BYTES
        || elementBytes == Integer.BYTES
        || elementBytes == Long.BYTES;
  }

  private static void swap(MemorySegment from, MemorySegment to, int elementBytes) {
    ValueLayout element =
        switch (elementBytes) {
          case Short.BYTES -> ValueLayout.JAVA_SHORT_UNALIGNED;
          case Integer.BYTES -> ValueLayout.JAVA_INT_UNALIGNED;
          default -> ValueLayout.JAVA_LONG_UNALIGNED;
        };
    MemorySegment.copy(
        from,
        element.withOrder(ByteOrder.BIG_ENDIAN),
        0,
        to,
        element.withOrder(ByteOrder.LITTLE_ENDIAN),
        0,
        from.byteSize() / elementBytes);
  }
}
