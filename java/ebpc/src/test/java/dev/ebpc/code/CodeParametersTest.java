package dev.ebpc.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeParametersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1| 8| 16| word bits W must be from 2 to 32, found 1",
        "33| 8| 16| word bits W must be from 2 to 32, found 33",
        "8| 2| 16| block size n must be from 4 to 64, found 2",
        "8| 12| 16| block size n must be a power of two, found 12",
        "8| 128| 16| block size n must be from 4 to 64, found 128",
        "8| 8| 1| maximum zero run R must be from 2 to 256, found 1",
        "8| 8| 24| maximum zero run R must be a power of two, found 24",
        "8| 8| 512| maximum zero run R must be from 2 to 256, found 512"
      })
  void illegalOnesAreRefusedByName(int wordBits, int blockSize, int maxZeroRun, String reason) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new CodeParameters(wordBits, blockSize, maxZeroRun));
    assertEquals(reason, refusal.getMessage());
  }

  @Test
  void fieldWidthsOfThePaper() {
    CodeParameters code = CodeParameters.ofWordBits(8);
    assertEquals(
        List.of(3, 3, 4, 9, 8, 14, 80),
        List.of(
            code.planeRunBits(),
            code.positionBits(),
            code.zeroRunBits(),
            code.planes(),
            code.maxSymbolBits(),
            code.minBlockBits(),
            code.maxBlockBits()));
    assertEquals(71, new CodeParameters(8, 4, 16).maxBlockBits());
  }

  @Test
  void znzBoundIsReachedByWordsInTurn() {
    CodeParameters code = CodeParameters.ofWordBits(8);
    assertEquals(5, code.maxZnzBits(1));
    assertEquals(6, code.maxZnzBits(2));
    assertEquals(11, code.maxZnzBits(3));
  }

  /** No way to fill Z bits with ones and runs stands for more words than the bound says. */
  @Test
  void wordsOfZnzAreBounded() {
    for (int maxZeroRun = 2; maxZeroRun <= 256; maxZeroRun *= 2) {
      CodeParameters code = new CodeParameters(8, 8, maxZeroRun);
      int symbol = 1 + code.zeroRunBits();
      for (int bits = 0; bits < 60; bits++) {
        long most = 0;
        for (int runs = 0; runs * symbol <= bits; runs++) {
          most = Math.max(most, (long) runs * maxZeroRun + (bits - runs * symbol));
        }
        assertEquals(most, code.maxWordsOfZnz(bits));
      }
    }
  }

  @Test
  void wordsOfBpcAreBounded() {
    CodeParameters code = CodeParameters.ofWordBits(8);
    assertEquals(0, code.maxWordsOfBpc(13));
    assertEquals(8, code.maxWordsOfBpc(14));
    assertTrue(code.maxWordsOfBpc(8L << 40) > 0);
  }
}
