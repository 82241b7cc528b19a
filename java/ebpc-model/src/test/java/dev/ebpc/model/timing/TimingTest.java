package dev.ebpc.model.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.run.DecoderJob;
import dev.ebpc.model.run.DecoderRun;
import dev.ebpc.model.run.EncoderJob;
import dev.ebpc.model.run.EncoderRun;
import dev.ebpc.model.run.Streams;
import dev.ebpc.model.support.Inputs;
import dev.ebpc.model.support.ReferenceCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Counted cycles equal the cycles run, to the last one, in both directions. */
class TimingTest {

  private static void assertCycles(HardwareParameters parameters, int... words) {
    assertEquals(
        encoderCycles(parameters, words),
        new EncoderTiming(parameters).cycles(words),
        () -> "encoder " + parameters + " " + Arrays.toString(words));
    assertEquals(
        decoderCycles(parameters, words),
        new DecoderTiming(parameters).cycles(words),
        () -> "decoder " + parameters + " " + Arrays.toString(words));
  }

  private static int encoderCycles(HardwareParameters parameters, int[] words) {
    return new EncoderRun(EncoderJob.of(parameters, words)).run().inputCycles();
  }

  private static int decoderCycles(HardwareParameters parameters, int[] words) {
    ReferenceCode code = new ReferenceCode(parameters, words);
    Streams streams = new Streams(words.length, code.znzWords(), code.bpcWords());
    return new DecoderRun(DecoderJob.of(parameters, streams)).run().outputCycles();
  }

  @Test
  void wordsOfEveryKindAtEveryParameter() {
    SplittableRandom random = new SplittableRandom(31);
    for (HardwareParameters parameters : everyLegalOne()) {
      for (int i = 0; i < 25; i++) {
        int length = random.nextInt(1, 20 * parameters.blockSize());
        assertCycles(parameters, Inputs.words(parameters, length, random));
      }
    }
  }

  private static List<HardwareParameters> everyLegalOne() {
    List<HardwareParameters> all = new ArrayList<>();
    int[][] widths = {{8, 8}, {16, 8}, {16, 16}, {32, 8}, {32, 16}, {32, 32}};
    for (int[] width : widths) {
      for (int z = 1; z <= width[0] - 2; z++) {
        all.add(new HardwareParameters(width[0], width[1], z));
      }
    }
    return all;
  }

  @Test
  void everyPatternOfZerosInAShortTransmission() {
    HardwareParameters parameters = HardwareParameters.PUBLISHED;
    for (int length = 1; length <= 11; length++) {
      for (int pattern = 0; pattern < 1 << length; pattern++) {
        int[] words = new int[length];
        for (int i = 0; i < length; i++) {
          words[i] = (pattern >>> i & 1) * (i * 37 + 1) & 0xFF;
        }
        assertCycles(parameters, words);
      }
    }
  }

  @Test
  void denseStretchesBetweenGapsOfEveryLength() {
    for (int[] shape : new int[][] {{8, 8}, {16, 16}, {32, 8}}) {
      HardwareParameters parameters = new HardwareParameters(shape[0], shape[1], 4);
      for (int dense = 1; dense <= 3 * shape[1] + 1; dense += 3) {
        for (int gap = 0; gap <= 40; gap += 2) {
          int[] words = new int[4 * (dense + gap)];
          for (int i = 0; i < words.length; i++) {
            words[i] = i % (dense + gap) < dense ? ((i * i + 1) & 0x7F) | 1 : 0;
          }
          assertCycles(parameters, words);
        }
      }
    }
  }

  @Test
  void longTransmissionsOfManyPieces() {
    SplittableRandom random = new SplittableRandom(32);
    for (HardwareParameters parameters : Inputs.allParameters()) {
      assertCycles(parameters, Inputs.words(parameters, random.nextInt(4000, 9000), random));
    }
  }

  @Test
  void figuresOfTheHardware() {
    // Dense random words: a block every W+2 cycles in the decoder, whatever they are.
    int[] words = new SplittableRandom(33).ints(8000, 1, 256).toArray();
    assertEquals(
        13 + 10 * 999 + 7 + 1, new DecoderTiming(HardwareParameters.PUBLISHED).cycles(words));
    // All zero: one word per cycle, the decoder's first one in cycle 2.
    assertEquals(1000, new EncoderTiming(HardwareParameters.PUBLISHED).cycles(new int[1000]));
    assertEquals(1002, new DecoderTiming(HardwareParameters.PUBLISHED).cycles(new int[1000]));
  }

  @Test
  void partsOfAnArrayByOneReusedTiming() {
    HardwareParameters parameters = HardwareParameters.PUBLISHED;
    SplittableRandom random = new SplittableRandom(34);
    int[] words = Inputs.words(parameters, 20_000, random);
    EncoderTiming encoder = new EncoderTiming(parameters);
    DecoderTiming decoder = new DecoderTiming(parameters);
    for (int i = 0; i < 50; i++) {
      int from = random.nextInt(words.length);
      int to = random.nextInt(from, words.length) + 1;
      int[] part = Arrays.copyOfRange(words, from, to);
      assertEquals(new EncoderTiming(parameters).cycles(part), encoder.cycles(words, from, to));
      assertEquals(new DecoderTiming(parameters).cycles(part), decoder.cycles(words, from, to));
    }
  }

  @Test
  void impossibleTransmissionsAreRefused() {
    EncoderTiming encoder = new EncoderTiming(HardwareParameters.PUBLISHED);
    DecoderTiming decoder = new DecoderTiming(HardwareParameters.PUBLISHED);
    int[] tooMany = new int[HardwareParameters.MAX_WORDS + 1];
    for (int[] words : new int[][] {{}, tooMany}) {
      assertThrows(IllegalArgumentException.class, () -> encoder.cycles(words));
      assertThrows(IllegalArgumentException.class, () -> decoder.cycles(words));
    }
    assertThrows(IndexOutOfBoundsException.class, () -> encoder.cycles(new int[3], 1, 4));
    assertThrows(IndexOutOfBoundsException.class, () -> decoder.cycles(new int[3], -1, 2));
  }
}
