package dev.ebpc.nativelib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;
import dev.ebpc.packed.PackedDifference;
import java.lang.foreign.MemorySegment;
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

  private final ChunkCoder scalar =
      (ChunkCoder) Engines.named("scalar").coder(Profile.HARDWARE).orElseThrow();

  @ParameterizedTest
  @ValueSource(strings = {"portable", "neon", "avx2", "avx512"})
  void pathsAgreeWithPlainJava(String path) {
    ChunkCoder coder = coderOf(path);
    for (int seed = 0; seed < SAMPLES; seed++) {
      compare(coder, seed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"portable", "neon", "avx2", "avx512"})
  void packedBatchesOfAllPathsAreThoseOfPlainJava(String path) {
    PackedDifference.Report report = new PackedDifference(engineOf(path), 5).run(2000);
    assertEquals(0, report.differences(), report::toString);
  }

  /** The length of calls depends on it, so it must follow the code that a scratch is used for. */
  @ParameterizedTest
  @ValueSource(strings = {"portable", "neon", "avx2", "avx512"})
  void theLibrarySaysWhichCodesHaveKernels(String path) {
    NativeScratch scratch = (NativeScratch) coderOf(path).newScratch();
    boolean simd = !path.equals("portable");
    assertKernels(simd, scratch, new CodeParameters(8, 8, 16), NumberFormat.INT8);
    assertKernels(false, scratch, new CodeParameters(8, 16, 16), NumberFormat.INT8);
    assertKernels(simd, scratch, new CodeParameters(16, 8, 16), NumberFormat.FLOAT16);
    assertKernels(false, scratch, new CodeParameters(16, 32, 16), NumberFormat.FLOAT16);
    assertKernels(simd, scratch, new CodeParameters(9, 16, 16), NumberFormat.UINT16);
    assertKernels(false, scratch, new CodeParameters(8, 8, 16), NumberFormat.UINT16);
    assertKernels(simd, scratch, new CodeParameters(32, 16, 16), NumberFormat.FLOAT32);
    assertKernels(false, scratch, new CodeParameters(7, 8, 16), NumberFormat.INT8);
  }

  private static void assertKernels(
      boolean expected, NativeScratch scratch, CodeParameters code, NumberFormat format) {
    scratch.begin(new EncodingBatch().begin(code, format, MemorySegment.NULL));
    assertEquals(expected, scratch.hasKernels(), code + " in " + format);
    scratch.begin(new DecodingBatch().begin(code, format, MemorySegment.NULL, true));
    assertEquals(expected, scratch.hasKernels(), code + " in " + format);
  }

  private static ChunkCoder coderOf(String path) {
    return (ChunkCoder) engineOf(path).coder(Profile.HARDWARE).orElseThrow();
  }

  private static Engine engineOf(String path) {
    System.setProperty(NativeCalls.CPU, path);
    EngineStatus status;
    try {
      status = new NativeProvider().probe();
    } finally {
      System.clearProperty(NativeCalls.CPU);
    }
    Assumptions.assumeTrue(status.engine().isPresent(), status.reason());
    return status.engine().orElseThrow();
  }

  private void compare(ChunkCoder coder, int seed) {
    EncodingBatch expected = randomBatch(new Random(seed));
    EncodingBatch batch = randomBatch(new Random(seed));
    scalar.encodeChunks(expected, scalar.newScratch());
    coder.encodeChunks(batch, coder.newScratch());
    String what = "seed " + seed;
    for (int i = 0; i < batch.count(); i++) {
      assertArrayEquals(expected.znzOf(i), batch.znzOf(i), what);
      assertArrayEquals(expected.bpcOf(i), batch.bpcOf(i), what);
      assertEquals(expected.nonZeros(i), batch.nonZeros(i), what);
    }
    DecodingBatch expectedBack = wayBackOf(expected);
    DecodingBatch back = wayBackOf(batch);
    Random damage = new Random(seed);
    for (int round = 0; round < 3; round++) {
      if (round > 0) {
        int at = damage.nextInt(Math.max(1, back.bpcStart(back.count() - 1)));
        int bit = 1 << damage.nextInt(8);
        expectedBack.bpc()[at] ^= (byte) bit;
        back.bpc()[at] ^= (byte) bit;
      }
      boolean good = scalar.decodeChunks(expectedBack, scalar.newScratch());
      assertEquals(good, coder.decodeChunks(back, coder.newScratch()), what);
      if (round == 0) {
        assertEquals(-1, expected.words().mismatch(back.words()), what);
      }
      if (good) {
        assertEquals(-1, expectedBack.words().mismatch(back.words()), what);
      }
    }
  }

  private static DecodingBatch wayBackOf(EncodingBatch coded) {
    byte[] words = new byte[(int) coded.words().byteSize()];
    return new DecodingBatch().of(coded, MemorySegment.ofArray(words).fill((byte) 0x5A));
  }

  private static EncodingBatch randomBatch(Random random) {
    NumberFormat format = FORMATS[random.nextInt(FORMATS.length)];
    int container = format.containerBytes();
    int width = 8 * container;
    CodeParameters code =
        random.nextBoolean()
            ? CodeParameters.ofWordBits(width)
            : new CodeParameters(width, 4 << random.nextInt(5), 2 << random.nextInt(8));
    int[] counts = new int[1 + random.nextInt(20)];
    int total = 0;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = 1 + random.nextInt(random.nextInt(8) == 0 ? 9000 : 400);
      total += counts[i];
    }
    byte[] words = randomWords(random, total, container);
    EncodingBatch batch = new EncodingBatch().begin(code, format, MemorySegment.ofArray(words));
    long offset = 0;
    for (int count : counts) {
      batch.add(offset, count);
      offset += (long) count * container;
    }
    return batch.reserve();
  }

  private static byte[] randomWords(Random random, int count, int container) {
    byte[] words = new byte[count * container];
    int step = 1 << random.nextInt(8);
    int word = random.nextInt();
    boolean zero = false;
    for (int at = 0; at < words.length; at += container) {
      zero = random.nextInt(4) == 0 ? random.nextBoolean() : zero;
      word += random.nextInt(2 * step + 1) - step;
      for (int b = 0; b < container && !zero; b++) {
        words[at + b] = (byte) (word >> (8 * b));
      }
    }
    return words;
  }
}
