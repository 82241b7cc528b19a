package dev.ebpc.tools.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ebpc.code.CodeParameters;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZeroRunsTest {
  private static long unlikeAnyOther(long run) {
    return run * run * 31 + 7;
  }

  @ParameterizedTest
  @CsvSource({"1,0.5", "2,0.5", "4,0.5", "1,0.99", "2,0.999", "4,0.02"})
  void agreesWithCountingWordByWord(int size, double zeros) {
    Random random = new Random(size);
    for (int words = 1; words < 400; words += 1 + words / 50) {
      boolean[] nonZero = new boolean[words];
      byte[] containers = new byte[words * size];
      for (int i = 0; i < words; i++) {
        nonZero[i] = random.nextDouble() >= zeros;
        if (nonZero[i]) {
          containers[i * size + random.nextInt(size)] = (byte) (1 << random.nextInt(8));
        }
      }
      assertRuns(nonZero, ZeroRuns.of(containers, size, false));
    }
  }

  private static void assertRuns(boolean[] nonZero, ZeroRuns found) {
    long sum = 0;
    long nonZeros = 0;
    int run = 0;
    for (boolean one : nonZero) {
      if (one) {
        nonZeros++;
        sum += run == 0 ? 0 : unlikeAnyOther(run);
        run = 0;
      } else {
        run++;
      }
    }
    assertEquals(nonZero.length, found.words());
    assertEquals(nonZeros, found.nonZeros());
    assertEquals(run, found.finalRun());
    assertEquals(sum, found.sum(ZeroRunsTest::unlikeAnyOther));
  }

  @Test
  void longRunsAreNotForgotten() {
    byte[] containers = new byte[100_000];
    containers[99_990] = 1;
    ZeroRuns runs = ZeroRuns.of(containers, 1, false);
    assertEquals(99_990, runs.sum(run -> run));
    assertEquals(9, runs.finalRun());
  }

  @Test
  void bothZerosOfFloatingPointAreZero() {
    byte[] halves = {0, (byte) 0x80, 1, (byte) 0x80};
    assertEquals(1, ZeroRuns.of(halves, 2, true).nonZeros());
    assertEquals(2, ZeroRuns.of(halves, 2, false).nonZeros());
    byte[] singles = {0, 0, 0, (byte) 0x80, 0, 0, 0, 1};
    assertEquals(1, ZeroRuns.of(singles, 4, true).nonZeros());
  }

  /** Words 1, then 16, 17, 33 and 1 zeros with a word behind each, then 3 zeros at the end. */
  @Test
  void sizesByHand() {
    byte[] words = new byte[1 + 17 + 18 + 34 + 2 + 3];
    for (int place : new int[] {0, 17, 35, 69, 71}) {
      words[place] = 1;
    }
    ZeroRuns runs = ZeroRuns.of(words, 1, false);
    int w = 8;
    assertEquals(5 * 9 + 6 + (6 + 5) + (6 + 6 + 5) + 5 + 5, ZeroRunSizes.zeroRle(runs, w));
    assertEquals(words.length + 5 * 8, ZeroRunSizes.zvc(runs, w));
    assertEquals((5 + 0 + 1 + 1 + 2 + 0) * 12, ZeroRunSizes.csc(runs, w));
    CodeParameters parameters = CodeParameters.ofWordBits(w);
    assertEquals(5 + 5 + 10 + 15 + 5, ZeroRunSizes.evaluationZnz(runs, parameters));
    assertEquals(5 + 5 + 10 + 15 + 5 + 5, ZeroRunSizes.znz(runs, parameters));
  }
}
