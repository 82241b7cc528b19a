package dev.ebpc.model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.run.DecoderJob;
import dev.ebpc.model.run.DecoderRun;
import dev.ebpc.model.run.EncoderJob;
import dev.ebpc.model.run.EncoderRun;
import dev.ebpc.model.run.EncoderTrace;
import dev.ebpc.model.run.StreamSplitter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Generated words have the statistics they promise and cost the cycles that were published. */
class GeneratorTest {
  private static final int WORDS = 20_000;

  /** Cycles per word measured in simulation of the RTL, (8,8,Z=4), on data of the same kinds. */
  @ParameterizedTest
  @CsvSource({
    "0.0, 1.257, 1.253, 1.255, 1.251, 1.251, 1.251",
    "0.1, 1.140, 1.134, 1.181, 1.136, 1.132, 1.178",
    "0.2, 1.055, 1.058, 1.113, 1.052, 1.057, 1.111",
    "0.3, 1.022, 1.019, 1.068, 1.020, 1.019, 1.067",
    "0.4, 1.005, 1.003, 1.039, 1.006, 1.004, 1.038",
    "0.5, 1.001, 1.001, 1.019, 1.001, 1.001, 1.018",
    "0.6, 1.000, 1.000, 1.009, 1.001, 1.001, 1.009",
    "0.7, 1.000, 1.000, 1.005, 1.001, 1.001, 1.005",
    "0.8, 1.000, 1.000, 1.002, 1.000, 1.000, 1.002",
    "0.9, 1.000, 1.000, 1.001, 1.001, 1.000, 1.001",
    "1.0, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000",
  })
  void cyclesPerWord(
      double zeros,
      double encodeRandom,
      double encodeSmooth,
      double encodeRelu,
      double decodeRandom,
      double decodeSmooth,
      double decodeRelu) {
    HardwareParameters parameters = HardwareParameters.PUBLISHED;
    assertCycles(Generator.RANDOM, zeros, parameters, encodeRandom, decodeRandom);
    assertCycles(Generator.SMOOTH, zeros, parameters, encodeSmooth, decodeSmooth);
    assertCycles(Generator.RELU, zeros, parameters, encodeRelu, decodeRelu);
  }

  @ParameterizedTest
  @CsvSource({
    "16, 8, 2.263, 2.251",
    "16, 16, 1.125, 1.127",
    "32, 8, 4.274, 4.251",
    "32, 16, 2.121, 2.127",
    "32, 32, 1.062, 1.067",
  })
  void cyclesPerDenseRandomWord(int wordBits, int blockSize, double encode, double decode) {
    HardwareParameters parameters = new HardwareParameters(wordBits, blockSize, 4);
    assertCycles(Generator.RANDOM, 0, parameters, encode, decode);
  }

  private static void assertCycles(
      Generator generator,
      double zeros,
      HardwareParameters parameters,
      double encode,
      double decode) {
    EncoderJob job = EncoderJob.of(parameters, generator.words(WORDS, zeros, parameters, 1));
    EncoderTrace encoded = new EncoderRun(job).run();
    DecoderJob back = DecoderJob.of(parameters, StreamSplitter.split(job, encoded).get(0));
    assertEquals(encode, (double) encoded.inputCycles() / WORDS, 0.02, "encode " + generator);
    double decoded = new DecoderRun(back).run().outputCycles();
    assertEquals(decode, decoded / WORDS, 0.02, "decode " + generator);
  }

  @ParameterizedTest
  @EnumSource(Generator.class)
  void shareOfZeros(Generator generator) {
    for (int percent = 0; percent <= 100; percent += 5) {
      for (int wordBits : new int[] {8, 16, 32}) {
        HardwareParameters parameters = new HardwareParameters(wordBits, 8, 4);
        int[] words = generator.words(100_000, percent / 100.0, parameters, percent);
        long zeros = Arrays.stream(words).filter(word -> word == 0).count();
        assertEquals(percent / 100.0, zeros / 1e5, 0.01);
        assertEquals(0, Arrays.stream(words).filter(word -> outside(word, parameters)).count());
      }
    }
  }

  private static boolean outside(int word, HardwareParameters parameters) {
    return (word & ~parameters.wordMask()) != 0;
  }

  @ParameterizedTest
  @EnumSource(Generator.class)
  void theSeedDecides(Generator generator) {
    HardwareParameters parameters = HardwareParameters.PUBLISHED;
    int[] words = generator.words(100, 0.3, parameters, 5);
    assertArrayEquals(words, generator.words(100, 0.3, parameters, 5));
    assertFalse(Arrays.equals(words, generator.words(100, 0.3, parameters, 6)));
  }

  @Test
  void impossibleRequestsAreRefused() {
    HardwareParameters parameters = HardwareParameters.PUBLISHED;
    for (double zeros : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class, () -> Generator.RANDOM.words(10, zeros, parameters, 1));
    }
    assertThrows(
        IllegalArgumentException.class, () -> Generator.RANDOM.words(0, 0.5, parameters, 1));
  }
}
