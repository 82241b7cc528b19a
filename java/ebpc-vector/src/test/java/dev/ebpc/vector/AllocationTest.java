package dev.ebpc.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
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
  private static final long WARM_UP_NANOS = 30_000_000_000L;

  /** Two chunks' objects of one operation that is not compiled would be more. */
  private static final long NOISE_BYTES = 1024;

  @ParameterizedTest
  @EnumSource(names = {"INT8", "INT16"})
  void compiledKernelsAllocateNothing(NumberFormat format) {
    assumeTrue(
        VirtualMachine.whySlow().isEmpty() && Width.BITS >= 512,
        "elsewhere the engine is not chosen, since it would allocate");
    ChunkBatch batch = new ChunkBatch(8);
    batch.parameters = CodeParameters.ofWordBits(format.wordBits());
    batch.format = format;
    batch.chunks = 8;
    byte[] words = new byte[8 * CHUNK_WORDS * format.containerBytes()];
    Random random = new Random(1);
    for (int i = 0; i < words.length; i++) {
      words[i] = (byte) Math.max(0, random.nextGaussian() * 20);
    }
    batch.words = MemorySegment.ofArray(words);
    for (int i = 0; i < batch.chunks; i++) {
      batch.wordOffset[i] = (long) i * CHUNK_WORDS * format.containerBytes();
      batch.wordCount[i] = CHUNK_WORDS;
    }
    batch.reserveForEncoding();
    Engine engine = new VectorEngine();
    Engine.Scratch scratch = engine.newScratch();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long end = System.nanoTime() + WARM_UP_NANOS;
    long least = Long.MAX_VALUE;
    while (least > NOISE_BYTES && System.nanoTime() < end) {
      long before = threads.getCurrentThreadAllocatedBytes();
      encodeAndDecode(engine, batch, scratch);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least <= NOISE_BYTES, least + " bytes for 8 chunks");
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
