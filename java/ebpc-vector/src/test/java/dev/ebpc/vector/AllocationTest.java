package dev.ebpc.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.ebpc.code.BitWriter;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.Coder;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;
import dev.ebpc.packed.BatchHead;
import dev.ebpc.packed.PackedCoder;
import dev.ebpc.packed.PackedException;
import dev.ebpc.packed.PackedFormat;
import dev.ebpc.scalar.BlockEncoder;
import dev.ebpc.scalar.Tile;
import dev.ebpc.vector.VirtualMachine.Instructions;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        VirtualMachine.running().whySlow(Instructions.COMPRESS).isEmpty() && Width.BITS >= 512,
        "elsewhere the engine is not chosen, since it would allocate");
    EncodingBatch batch = batch(kernels);
    DecodingBatch back = new DecodingBatch();
    ChunkCoder coder = new VectorChunkCoder();
    Coder.Scratch scratch = coder.newScratch();
    requireNone(
        () -> {
          coder.encodeChunks(batch, scratch);
          assertTrue(coder.decodeChunks(back.of(batch, batch.words()), scratch));
        });
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

  /** Words of all sizes, integers and numbers, with a row to combine flags of. */
  @ParameterizedTest
  @CsvSource({
    "1, 8, false",
    "2, 12, false",
    "4, 32, false",
    "1, 8, true",
    "2, 16, true",
    "4, 32, true"
  })
  void compiledPackedCoderAllocatesNothing(int wordBytes, int bits, boolean floating)
      throws PackedException {
    assumeTrue(
        System.getProperty(VectorProvider.WIDTH_PROPERTY) == null
            && VirtualMachine.running().whySlow(Instructions.PEXT).isEmpty(),
        "elsewhere the coder is not chosen, since it would allocate");
    PackedFormat format = new PackedFormat(wordBytes, bits, true, floating);
    int count = CHUNK_WORDS * 2 + 1;
    MemorySegment words = MemorySegment.ofArray(words(format, count));
    PackedCoder coder = new VectorPackedCoder();
    Coder.Scratch scratch = coder.newScratch();
    byte[] batch = new byte[PackedFormat.room(count * wordBytes)];
    int bytes = coder.encode(format, words, 0, count, 100, batch, scratch);
    assertTrue(bytes < count * wordBytes, "stored");
    int headBytes = BatchHead.bytes(batch[0], format);
    BatchHead head = new BatchHead();
    head.read(batch, 0, format, count);
    byte[] payload = Arrays.copyOfRange(batch, headBytes, bytes + PackedFormat.SLACK);
    MemorySegment back = MemorySegment.ofArray(new byte[count * wordBytes]);
    requireNone(
        () -> {
          assertEquals(bytes, coder.encode(format, words, 0, count, 100, batch, scratch));
          assertTrue(coder.decode(format, head, count, payload, back, 0, scratch));
        });
    assertEquals(-1, words.mismatch(back));
  }

  /** Half of them zero; the others have small values or exponents, and a sign. */
  private static byte[] words(PackedFormat format, int count) {
    int wordBytes = format.containerBytes();
    ByteBuffer words = ByteBuffer.allocate(count * wordBytes + 4).order(ByteOrder.LITTLE_ENDIAN);
    Random random = new Random(2);
    for (int i = 0; i < count; i++) {
      double value = random.nextBoolean() ? 0 : random.nextGaussian() * 20;
      int number =
          wordBytes == 4
              ? Float.floatToRawIntBits((float) value)
              : Float.floatToFloat16((float) value);
      words.putInt(
          i * wordBytes, format.floating() ? number >> (wordBytes == 1 ? 8 : 0) : (int) value);
    }
    return Arrays.copyOf(words.array(), count * wordBytes);
  }

  private static EncodingBatch batch(Kernels kernels) {
    int containerBytes = kernels.containerBytes;
    NumberFormat format =
        switch (containerBytes) {
          case 1 -> NumberFormat.INT8;
          case 2 -> NumberFormat.INT16;
          default -> NumberFormat.INT32;
        };
    MemorySegment words = MemorySegment.ofArray(words(8 * CHUNK_WORDS * containerBytes));
    return new EncodingBatch()
        .begin(new CodeParameters(8 * containerBytes, kernels.blockSize, 16), format, words)
        .cut(0, 8 * CHUNK_WORDS, CHUNK_WORDS)
        .reserve();
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
}
