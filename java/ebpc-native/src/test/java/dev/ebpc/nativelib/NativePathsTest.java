package dev.ebpc.nativelib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels of every path against the scalar engine: random codes, words and damages. */
class NativePathsTest {
  private static final int SAMPLES = 300;
  private static final NumberFormat[] FORMATS = {
    NumberFormat.INT8,
    NumberFormat.UINT8,
    NumberFormat.INT16,
    NumberFormat.FLOAT16,
    NumberFormat.INT32,
    NumberFormat.FLOAT32
  };

  private final Engine scalar = Engines.named("scalar");

  @ParameterizedTest
  @ValueSource(strings = {"portable", "neon", "avx2", "avx512"})
  void pathsAgreeWithPlainJava(String path) {
    System.setProperty(NativeCalls.CPU, path);
    EngineStatus status;
    try {
      status = new NativeProvider().probe();
    } finally {
      System.clearProperty(NativeCalls.CPU);
    }
    Assumptions.assumeTrue(status.engine().isPresent(), status.reason());
    Engine engine = status.engine().orElseThrow();
    for (int seed = 0; seed < SAMPLES; seed++) {
      compare(engine, seed);
    }
  }

  private void compare(Engine engine, int seed) {
    ChunkBatch expected = randomBatch(new Random(seed));
    ChunkBatch batch = randomBatch(new Random(seed));
    scalar.encodeChunks(expected, scalar.newScratch());
    engine.encodeChunks(batch, engine.newScratch());
    String what = "seed " + seed;
    for (int i = 0; i < batch.chunks; i++) {
      assertArrayEquals(expected.znzOf(i), batch.znzOf(i), what);
      assertArrayEquals(expected.bpcOf(i), batch.bpcOf(i), what);
      assertEquals(expected.nonZeros[i], batch.nonZeros[i], what);
    }
    Random damage = new Random(seed);
    for (int round = 0; round < 3; round++) {
      turnAround(expected);
      turnAround(batch);
      if (round > 0) {
        int at = damage.nextInt(Math.max(1, expected.bpcStart[batch.chunks - 1]));
        int bit = 1 << damage.nextInt(8);
        expected.bpc[at] ^= (byte) bit;
        batch.bpc[at] ^= (byte) bit;
      }
      boolean good = scalar.decodeChunks(expected, scalar.newScratch());
      assertEquals(good, engine.decodeChunks(batch, engine.newScratch()), what);
      if (good) {
        assertEquals(-1, expected.words.mismatch(batch.words), what);
      }
    }
  }

  private static ChunkBatch randomBatch(Random random) {
    ChunkBatch batch = new ChunkBatch(1 + random.nextInt(20));
    batch.chunks = batch.wordCount.length;
    batch.format = FORMATS[random.nextInt(FORMATS.length)];
    int width = 8 * batch.format.containerBytes();
    CodeParameters usual = CodeParameters.ofWordBits(width);
    batch.parameters =
        random.nextBoolean()
            ? usual
            : new CodeParameters(width, 4 << random.nextInt(5), 2 << random.nextInt(8));
    long total = 0;
    for (int i = 0; i < batch.chunks; i++) {
      batch.wordCount[i] = 1 + random.nextInt(random.nextInt(8) == 0 ? 9000 : 400);
      batch.wordOffset[i] = total * batch.format.containerBytes();
      total += batch.wordCount[i];
    }
    byte[] words = new byte[(int) total * batch.format.containerBytes()];
    int step = 1 << random.nextInt(8);
    int word = random.nextInt();
    boolean zero = false;
    for (int at = 0; at < words.length; at += batch.format.containerBytes()) {
      zero = random.nextInt(4) == 0 ? random.nextBoolean() : zero;
      word += random.nextInt(2 * step + 1) - step;
      for (int b = 0; b < batch.format.containerBytes() && !zero; b++) {
        words[at + b] = (byte) (word >> (8 * b));
      }
    }
    batch.words = MemorySegment.ofArray(words);
    batch.reserveForEncoding();
    return batch;
  }

  private static void turnAround(ChunkBatch batch) {
    Arrays.setAll(batch.znzBytes, i -> (batch.znzBits[i] + 7) / 8);
    Arrays.setAll(batch.bpcBytes, i -> (batch.bpcBits[i] + 7) / 8);
  }
}
