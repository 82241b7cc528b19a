package dev.ebpc.nativelib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.Coder;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many threads, many calls, no garbage. */
class NativeUseTest {
  private static final CodeParameters CODE = CodeParameters.ofWordBits(8);

  private static ChunkCoder coder;

  private final ChunkCoder scalar =
      (ChunkCoder) Engines.named("scalar").coder(Profile.HARDWARE).orElseThrow();

  @BeforeAll
  static void load() {
    EngineStatus status = new NativeProvider().probe();
    Assumptions.assumeTrue(status.engine().isPresent(), status.reason());
    coder = (ChunkCoder) status.engine().orElseThrow().coder(Profile.HARDWARE).orElseThrow();
  }

  @Test
  void manyThreadsShareOneCoder() throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        int seed = i;
        results.add(threads.submit(() -> roundTripsManyTimes(seed)));
      }
      for (Future<Boolean> result : results) {
        assertTrue(result.get());
      }
    }
  }

  private static boolean roundTripsManyTimes(int seed) {
    Coder.Scratch scratch = coder.newScratch();
    for (int i = 0; i < 20; i++) {
      byte[] words = randomWords(new Random(seed + 64L * i), 20_000);
      EncodingBatch batch = batchOf(words, 4096);
      coder.encodeChunks(batch, scratch);
      byte[] back = new byte[words.length];
      if (!coder.decodeChunks(wayBackOf(batch, back), scratch)) {
        return false;
      }
      assertArrayEquals(words, back);
    }
    return true;
  }

  /** A batch replaces its arrays then, all of them or only those of the streams. */
  @Test
  void batchesMayGrowBetweenCalls() {
    Coder.Scratch scratch = coder.newScratch();
    EncodingBatch batch = new EncodingBatch();
    DecodingBatch wayBack = new DecodingBatch();
    for (int size = 10; size < 100_000; size += size / 3) {
      byte[] words = randomWords(new Random(size), size);
      batch.begin(CODE, NumberFormat.INT8, MemorySegment.ofArray(words));
      batch.cut(0, size, size % 2 == 0 ? 1000 : size).reserve();
      EncodingBatch expected = batchOf(words, size % 2 == 0 ? 1000 : size);
      coder.encodeChunks(batch, scratch);
      scalar.encodeChunks(expected, scalar.newScratch());
      assertSameStreams(expected, batch);
      byte[] back = new byte[size];
      assertTrue(coder.decodeChunks(wayBack.of(batch, MemorySegment.ofArray(back)), scratch));
      assertArrayEquals(words, back);
    }
  }

  /** The library puts what it counts where it finds what is declared. */
  @Test
  void aBatchIsDecodedAgainAsItWasDeclared() {
    EncodingBatch three = batchOf(new byte[] {1, 1, 1}, 3);
    EncodingBatch two = batchOf(new byte[] {1, 1, 0}, 3);
    coder.encodeChunks(three, coder.newScratch());
    coder.encodeChunks(two, coder.newScratch());
    byte[] back = new byte[3];
    DecodingBatch batch =
        new DecodingBatch()
            .begin(CODE, NumberFormat.INT8, MemorySegment.ofArray(back), false)
            .addOnly(3, three.znzOf(0), three.bpcOf(0));
    assertTrue(coder.decodeChunks(batch, coder.newScratch()));
    assertEquals(3, batch.nonZeros(0));
    assertEquals(DecodingBatch.UNKNOWN, batch.declaredNonZeros(0));

    assertEquals(three.znzBytes(0), two.znzBytes(0));
    assertEquals(three.bpcBytes(0), two.bpcBytes(0));
    System.arraycopy(two.znzOf(0), 0, batch.znz(), 0, two.znzBytes(0));
    System.arraycopy(two.bpcOf(0), 0, batch.bpc(), 0, two.bpcBytes(0));
    assertTrue(coder.decodeChunks(batch, coder.newScratch()));
    assertEquals(2, batch.nonZeros(0));
    assertArrayEquals(new byte[] {1, 1, 0}, back);
  }

  /** Both sides of the size from which on auto takes this engine. */
  @Test
  void autoGivesTheSameStreamsForSmallBatchesToo() {
    int fewestBytes = Engines.auto().coder(Profile.HARDWARE).orElseThrow().fewestBytes();
    for (int size = 1; size < 3 * Math.max(100, fewestBytes); size++) {
      byte[] words = randomWords(new Random(size), size);
      EncodingBatch batch = batchOf(words, 1 + size / 3);
      EncodingBatch expected = batchOf(words, 1 + size / 3);
      ChunkCoder chosen = (ChunkCoder) Engines.auto().coder(Profile.HARDWARE, size);
      chosen.encodeChunks(batch, chosen.newScratch());
      scalar.encodeChunks(expected, scalar.newScratch());
      assertSameStreams(expected, batch);
      byte[] back = new byte[size];
      assertTrue(chosen.decodeChunks(wayBackOf(batch, back), chosen.newScratch()));
      assertArrayEquals(words, back);
    }
  }

  /** A chunk long enough to be worked on in native memory, after and before short ones. */
  @Test
  void longChunksAreCodedLikeTheScalarEngineDoes() {
    byte[] words = randomWords(new Random(5), 1_000_200);
    EncodingBatch batch = withLongChunk(words);
    EncodingBatch expected = withLongChunk(words);
    coder.encodeChunks(batch, coder.newScratch());
    scalar.encodeChunks(expected, scalar.newScratch());
    assertSameStreams(expected, batch);
    byte[] back = new byte[words.length];
    DecodingBatch wayBack = wayBackOf(batch, back);
    assertTrue(coder.decodeChunks(wayBack, coder.newScratch()));
    assertArrayEquals(words, back);
    assertEquals(batch.nonZeros(1), wayBack.nonZeros(1));
    wayBack.begin(CODE, NumberFormat.INT8, MemorySegment.ofArray(back), false);
    wayBack.add(
        100,
        1_000_000,
        DecodingBatch.UNKNOWN,
        batch.znzStart(1),
        batch.znzBytes(1),
        batch.bpcStart(1),
        batch.bpcBytes(1) - 1);
    assertFalse(coder.decodeChunks(wayBack, coder.newScratch()));
  }

  private static EncodingBatch withLongChunk(byte[] words) {
    return new EncodingBatch()
        .begin(CODE, NumberFormat.INT8, MemorySegment.ofArray(words))
        .add(0, 100)
        .add(100, 1_000_000)
        .add(1_000_100, 100)
        .reserve();
  }

  @Test
  void callsMakeNoGarbageAndNoLeak() throws IOException {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    EncodingBatch batch = batchOf(randomWords(new Random(1), 128), 128);
    Coder.Scratch scratch = coder.newScratch();
    coder.encodeChunks(batch, scratch);
    DecodingBatch wayBack = wayBackOf(batch, new byte[128]);
    call(batch, wayBack, scratch, 60_000);
    long resident = residentPages();
    long before = threads.getCurrentThreadAllocatedBytes();
    call(batch, wayBack, scratch, 500_000);
    long perCall = (threads.getCurrentThreadAllocatedBytes() - before) / 1_000_000;
    assertEquals(0, perCall, "bytes allocated per call");
    long grown = residentPages() - resident;
    assertTrue(grown < 4096, "resident memory grew by " + grown + " pages");
  }

  private static void call(
      EncodingBatch batch, DecodingBatch wayBack, Coder.Scratch scratch, int times) {
    for (int i = 0; i < times; i++) {
      coder.encodeChunks(batch, scratch);
      assertTrue(coder.decodeChunks(wayBack, scratch));
    }
  }

  /** 0 where the system does not tell. */
  private static long residentPages() throws IOException {
    Path statm = Path.of("/proc/self/statm");
    return Files.exists(statm) ? Long.parseLong(Files.readString(statm).split(" ", -1)[1]) : 0;
  }

  private static byte[] randomWords(Random random, int count) {
    byte[] words = new byte[count];
    for (int i = 0; i < count; i++) {
      words[i] = (byte) (random.nextInt(3) == 0 ? 0 : random.nextInt(40));
    }
    return words;
  }

  private static EncodingBatch batchOf(byte[] words, int chunkWords) {
    return new EncodingBatch()
        .begin(CODE, NumberFormat.INT8, MemorySegment.ofArray(words))
        .cut(0, words.length, chunkWords)
        .reserve();
  }

  private static DecodingBatch wayBackOf(EncodingBatch coded, byte[] words) {
    return new DecodingBatch().of(coded, MemorySegment.ofArray(words));
  }

  private static void assertSameStreams(EncodingBatch expected, EncodingBatch batch) {
    for (int i = 0; i < expected.count(); i++) {
      assertArrayEquals(expected.znzOf(i), batch.znzOf(i));
      assertArrayEquals(expected.bpcOf(i), batch.bpcOf(i));
      assertEquals(expected.nonZeros(i), batch.nonZeros(i));
    }
  }
}
