package dev.ebpc.tools.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ebpc.Ebpc;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Transmission;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import dev.ebpc.model.run.ModelCodec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every engine that runs here against the model of the hardware, on random words. */
class EnginesAgainstModelTest {
  private static final int ROUNDS = 25;

  @ParameterizedTest
  @CsvSource({
    "INT8, 8, 8, 16",
    "INT8, 8, 8, 2",
    "UINT8, 8, 8, 64",
    "INT16, 16, 8, 16",
    "UINT16, 16, 16, 256",
    "FLOAT16, 16, 8, 4",
    "INT32, 32, 8, 16",
    "UINT32, 32, 16, 32",
    "FLOAT32, 32, 32, 16"
  })
  void streamsAndWordsAreTheSame(NumberFormat format, int wordBits, int blockSize, int maxRun) {
    CodeParameters code = new CodeParameters(wordBits, blockSize, maxRun);
    Random random = new Random(wordBits * 1000L + blockSize * 10L + maxRun);
    for (int round = 0; round < ROUNDS; round++) {
      int[] words = words(random, wordBits);
      byte[] bytes = containers(words, format.containerBytes());
      Transmission expected = ModelCodec.encode(words, code);
      int[] back = ModelCodec.decode(words.length, expected.znz(), expected.bpc(), code);
      assertArrayEquals(words, back);
      for (Engine engine : Engines.available()) {
        String what = engine.name() + ", round " + round;
        Ebpc codec = Ebpc.builder().engine(engine).blockSize(blockSize).maxZeroRun(maxRun).build();
        Transmission found = codec.encodeTransmission(format, MemorySegment.ofArray(bytes));
        assertEquals(expected.znzBits(), found.znzBits(), what);
        assertEquals(expected.bpcBits(), found.bpcBits(), what);
        assertArrayEquals(expected.znz(), found.znz(), what);
        assertArrayEquals(expected.bpc(), found.bpc(), what);
        assertArrayEquals(bytes, codec.decodeTransmission(expected, format), what);
      }
    }
  }

  /** Rectified walks, with noise now and then. */
  private static int[] words(Random random, int wordBits) {
    int[] words = new int[1 + random.nextInt(600)];
    int walk = 0;
    int step = 1 << random.nextInt(wordBits - 1);
    for (int i = 0; i < words.length; i++) {
      walk += random.nextInt(-step, step + 1);
      int word = random.nextInt(8) == 0 ? random.nextInt() : walk;
      words[i] = random.nextInt(3) == 0 ? 0 : word & (-1 >>> (32 - wordBits));
    }
    return words;
  }

  private static byte[] containers(int[] words, int size) {
    MemorySegment bytes = MemorySegment.ofArray(new byte[words.length * size]);
    for (int i = 0; i < words.length; i++) {
      for (int b = 0; b < size; b++) {
        bytes.set(ValueLayout.JAVA_BYTE, (long) i * size + b, (byte) (words[i] >>> (8 * b)));
      }
    }
    return bytes.toArray(ValueLayout.JAVA_BYTE);
  }
}
