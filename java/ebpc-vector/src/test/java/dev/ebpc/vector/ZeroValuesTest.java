package dev.ebpc.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZeroValuesTest {
  private static final int GROUPS = 3;
  private static final int FROM = 5;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void masksAndWordsAsWordByWord(int wordBytes) {
    for (int zeroPercent : new int[] {0, 50, 97, 100}) {
      byte[] words = words(wordBytes, zeroPercent);
      byte[] expected = wordByWord(words, wordBytes);
      byte[] target = new byte[FROM + words.length + 8 * GROUPS + ZeroValues.SLACK];
      int end = ZeroValues.compress(wordBytes, words, FROM, GROUPS, target, FROM);
      assertArrayEquals(expected, Arrays.copyOfRange(target, FROM, end));

      Arrays.fill(target, end, target.length, (byte) 0x55);
      byte[] restored = words.clone();
      Arrays.fill(restored, FROM, words.length, (byte) 0xAA);
      assertEquals(end, ZeroValues.expand(wordBytes, target, FROM, GROUPS, restored, FROM));
      assertArrayEquals(words, restored);
    }
  }

  @Test
  void otherWordsAreRefused() {
    byte[] some = new byte[1000];
    assertThrows(IllegalArgumentException.class, () -> ZeroValues.compress(3, some, 0, 1, some, 0));
    assertThrows(IllegalArgumentException.class, () -> ZeroValues.expand(8, some, 0, 1, some, 0));
  }

  private static byte[] words(int wordBytes, int zeroPercent) {
    Random random = new Random(wordBytes + zeroPercent);
    byte[] words = new byte[FROM + 64 * GROUPS * wordBytes];
    for (int at = FROM; at < words.length; at += wordBytes) {
      if (random.nextInt(100) >= zeroPercent) {
        // One byte of the word may be all that is not zero.
        words[at + random.nextInt(wordBytes)] = (byte) (1 + random.nextInt(255));
      }
    }
    return words;
  }

  private static byte[] wordByWord(byte[] words, int wordBytes) {
    ByteBuffer out = ByteBuffer.allocate(words.length + 8 * GROUPS).order(ByteOrder.LITTLE_ENDIAN);
    for (int group = 0; group < GROUPS; group++) {
      int start = out.position();
      out.putLong(0);
      long mask = 0;
      for (int word = 0; word < 64; word++) {
        int at = FROM + (64 * group + word) * wordBytes;
        byte[] one = Arrays.copyOfRange(words, at, at + wordBytes);
        if (!Arrays.equals(one, new byte[wordBytes])) {
          mask |= 1L << word;
          out.put(one);
        }
      }
      out.putLong(start, mask);
    }
    return Arrays.copyOf(out.array(), out.position());
  }
}
