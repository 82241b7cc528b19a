package dev.ebpc.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ebpc.code.NumberFormat;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordRangeTest {
  private final WordRange range = new WordRange();

  @ParameterizedTest
  @EnumSource(names = {"INT8", "UINT8"})
  void everyByteIsJudgedRightly(NumberFormat format) {
    for (int wordBits = 2; wordBits <= 8; wordBits++) {
      for (int container = 0; container < 256; container++) {
        int value = format.signed() ? (byte) container : container;
        byte[] word = {(byte) container};
        assertEquals(expected(format, wordBits, value), first(format, wordBits, word, 1));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INT16", "UINT16", "FIXED12"})
  void everyShortIsJudgedRightly(NumberFormat format) {
    for (int wordBits = 2; wordBits <= 16; wordBits++) {
      for (int container = 0; container < 65536; container++) {
        int value = format.signed() ? (short) container : container;
        byte[] word = {(byte) container, (byte) (container >>> 8)};
        assertEquals(expected(format, wordBits, value), first(format, wordBits, word, 1));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INT32", "UINT32"})
  void theEdgesOfIntsAreJudgedRightly(NumberFormat format) {
    for (int wordBits = 2; wordBits <= 32; wordBits++) {
      for (int edge = 0; edge < 33; edge++) {
        for (int near = -1; near <= 1; near++) {
          int word = (edge == 32 ? 0 : 1 << edge) + near;
          for (int container : new int[] {word, -word}) {
            long value = format.signed() ? container : Integer.toUnsignedLong(container);
            MemorySegment memory = MemorySegment.ofArray(new int[] {container});
            int found = range.firstOutside(format, wordBits, memory, 0, 1);
            assertEquals(expected(format, wordBits, value), found, wordBits + " " + container);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INT8", "UINT16", "INT32"})
  void theFirstOfManyIsFoundAndNothingInFront(NumberFormat format) {
    int bytes = format.containerBytes();
    byte[] words = new byte[6000 * bytes];
    // Word 0 is out of range, but in front of those that are asked for.
    words[0] = 64;
    assertEquals(-1, first(format, 5, words, 5999, bytes));
    for (int at : new int[] {5999, 4096, 2049, 2048, 5, 1}) {
      words[at * bytes] = 64;
      assertEquals(at - 1, first(format, 5, words, 5999, bytes));
    }
    assertEquals(-1, first(format, 8, words, 5999, bytes));
  }

  private static int expected(NumberFormat format, int wordBits, long value) {
    long low = format.signed() ? -1L << (wordBits - 1) : 0;
    long high = format.signed() ? ~low : (1L << wordBits) - 1;
    return value >= low && value <= high ? -1 : 0;
  }

  private int first(NumberFormat format, int wordBits, byte[] words, int count) {
    return first(format, wordBits, words, count, 0);
  }

  private int first(NumberFormat format, int wordBits, byte[] words, int count, int offset) {
    return range.firstOutside(format, wordBits, MemorySegment.ofArray(words), offset, count);
  }
}
