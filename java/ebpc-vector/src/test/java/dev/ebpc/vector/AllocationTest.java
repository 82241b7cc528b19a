package dev.ebpc.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.ebpc.code.BitWriter;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;
import dev.ebpc.scalar.BlockEncoder;
import dev.ebpc.scalar.Tile;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing is allocated once the kernels are compiled, which also shows that C2 compiled every
 * operation: one that it leaves to the library makes an object per call.
 */
@Tag("choice")
class AllocationTest {
  private static final int CHUNK_WORDS = 4096;
  private static final long WARM_UP_NANOS = 60_000_000_000L;

  /** The objects of one operation that is not compiled would be more, if it is in a loop. */
  private static final long NOISE_BYTES = 1024;

  /** Codes and decodes all that there are kernels for; runs where the engine is chosen. */
  @ParameterizedTest
  @EnumSource
  void compiledEngineAllocatesNothing(Kernels kernels) {
    assumeTrue(
        VirtualMachine.running().whySlow().isEmpty() && Width.BITS >= 512,
        "elsewhere the engine is not chosen, since it would allocate");
    ChunkBatch batch = batch(kernels);
    batch.reserveForEncoding();
    Engine engine = new VectorEngine();
    Engine.Scratch scratch = engine.newScratch();
    requireNone(() -> encodeAndDecode(engine, batch, scratch));
  }

  /** The kernels without compress and expand; AVX2 is enough for these. */
  @ParameterizedTest
  @EnumSource
  void compiledBlockKernelsAllocateNothing(Kernels kernels) {
    assumeTrue(System.getProperty(VectorProvider.WIDTH_PROPERTY) == null && Width.BITS >= 256);
    int blocks = CHUNK_WORDS / kernels.blockSize;
    byte[] words = words(CHUNK_WORDS * kernels.containerBytes + Tile.SLACK);
    byte[] stream = new byte[2 * words.length];
    byte[] back = new byte[words.length + Tile.SLACK];
    BitWriter out = new BitWriter();
    BlockEncoder encoder = kernels.newEncoder();
    SymbolParser parser = kernels.newParser();
    BlockDecoder decoder = kernels.newDecoder();
    int few = Math.min(parser.maxBlocks, blocks);
    requireNone(
        () -> {
          out.begin(stream, 0);
          encoder.encode(words, blocks, out);
          parser.begin(0, 0, 0, 8 * out.end(), few);
          assertEquals(0, parser.run(stream, 1));
          assertTrue(decoder.decode(parser.work, parser.start(0), few, back, 0));
        });
    int bytes = few * kernels.blockSize * kernels.containerBytes;
    assertEquals(-1, Arrays.mismatch(words, 0, bytes, back, 0, bytes));
  }

  private static ChunkBatch batch(Kernels kernels) {
    int containerBytes = kernels.containerBytes;
    ChunkBatch batch = new ChunkBatch(8);
    batch.parameters = new CodeParameters(8 * containerBytes, kernels.blockSize, 16);
    batch.format =
        switch (containerBytes) {
          case 1 -> NumberFormat.INT8;
          case 2 -> NumberFormat.INT16;
          default -> NumberFormat.INT32;
        };
    batch.chunks = 8;
    batch.words = MemorySegment.ofArray(words(8 * CHUNK_WORDS * containerBytes));
    for (int i = 0; i < batch.chunks; i++) {
      batch.wordOffset[i] = (long) i * CHUNK_WORDS * containerBytes;
      batch.wordCount[i] = CHUNK_WORDS;
    }
    return batch;
  }

  private static byte[] words(int bytes) {
    byte[] words = new byte[bytes];
    Random random = new Random(1);
    for (int i = 0; i < words.length; i++) {
      words[i] = (byte) Math.max(0, random.nextGaussian() * 20);
    }
    return words;
  }

  /** Tries again while the compiler is still at work: what it has not compiled may allocate. */
  private static void requireNone(Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long end = System.nanoTime() + WARM_UP_NANOS;
    long least = Long.MAX_VALUE;
    while (least > NOISE_BYTES && System.nanoTime() < end) {
      long before = threads.getCurrentThreadAllocatedBytes();
      call.run();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least <= NOISE_BYTES, least + " bytes per call");
  }

  private static void encodeAndDecode(Engine engine, ChunkBatch batch, Engine.Scratch scratch) {
    engine.encodeChunks(batch, scratch);
    for (int i = 0; i < batch.chunks; i++) {
      batch.znzBytes[i] = (batch.znzBits[i] + 7) / 8;
      batch.bpcBytes[i] = (batch.bpcBits[i] + 7) / 8;
    }
    assertTrue(engine.decodeChunks(batch, scratch));
  }
}
