package dev.ebpc.tools.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ebpc.Ebpc;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Transmission;
import dev.ebpc.tools.evaluation.BpcSymbols.Symbol;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BpcSymbolsTest {
  @ParameterizedTest
  @CsvSource({"8,4", "8,8", "8,64", "12,8", "16,8", "16,16", "32,8", "32,64"})
  void countsWhatAnEngineWrites(int wordBits, int blockSize) {
    Random random = new Random(wordBits);
    Ebpc codec = Ebpc.builder().wordBits(wordBits).blockSize(blockSize).build();
    for (int count = 1; count < 300; count += 13) {
      int[] words = new int[count];
      for (int i = 0; i < count; i++) {
        int word = i % 5 == 0 ? random.nextInt() : random.nextInt(7) - 3;
        int unused = 32 - wordBits;
        int fitting = word << unused >> unused;
        words[i] = fitting == 0 ? 1 : fitting;
      }
      Transmission streams =
          codec.encodeTransmission(NumberFormat.INT32, MemorySegment.ofArray(words));
      BpcSymbols symbols = new BpcSymbols(new CodeParameters(wordBits, blockSize, 16));
      symbols.add(words);
      assertEquals(streams.bpcBits(), symbols.bits());
    }
  }

  @Test
  void worksOutTheExampleOfTheFormat() {
    BpcSymbols symbols = new BpcSymbols(CodeParameters.ofWordBits(8));
    symbols.add(new int[] {5, 7, 9, 8, 8, 3, 4, 12});
    assertEquals(8, symbols.bits(Symbol.BASE));
    assertEquals(4 * 8, symbols.bits(Symbol.RAW));
    assertEquals(8, symbols.bits(Symbol.SINGLE_ONE));
    assertEquals(6, symbols.bits(Symbol.ZERO_PLANES));
    assertEquals(54, symbols.bits());
  }
}
