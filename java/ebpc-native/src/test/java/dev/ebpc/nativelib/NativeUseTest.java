package dev.ebpc.nativelib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
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
  private static Engine engine;

  @BeforeAll
  static void load() {
    EngineStatus status = new NativeProvider().probe();
    Assumptions.assumeTrue(status.engine().isPresent(), status.reason());
    engine = status.engine().orElseThrow();
  }

  @Test
  void manyThreadsShareOneEngine() throws InterruptedException, ExecutionException {
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
    Engine.Scratch scratch = engine.newScratch();
    for (int i = 0; i < 20; i++) {
      byte[] words = randomWords(new Random(seed + 64L * i), 20_000);
      byte[] expected = words.clone();
      ChunkBatch batch = batchOf(words, 4096);
      engine.encodeChunks(batch, scratch);
      turnAround(batch);
      new Random(i).nextBytes(words);
      if (!engine.decodeChunks(batch, scratch)) {
        return false;
      }
      assertArrayEquals(expected, words);
    }
    return true;
  }

  /** Both sides of the size from which on auto takes this engine. */
  @Test
  void autoGivesTheSameStreamsForSmallBatchesToo() {
    Engine auto = Engines.auto();
    Engine scalar = Engines.named("scalar");
    for (int size = 1; size < 3 * Math.max(100, auto.fewestBytes()); size++) {
      ChunkBatch batch = batchOf(randomWords(new Random(size), size), 1 + size / 3);
      ChunkBatch expected = batchOf(randomWords(new Random(size), size), 1 + size / 3);
      auto.encodeChunks(batch, auto.newScratch());
      scalar.encodeChunks(expected, scalar.newScratch());
      for (int i = 0; i < batch.chunks; i++) {
        assertArrayEquals(expected.znzOf(i), batch.znzOf(i));
        assertArrayEquals(expected.bpcOf(i), batch.bpcOf(i));
      }
      turnAround(batch);
      batch.words.fill((byte) 0x5A);
      assertTrue(auto.decodeChunks(batch, auto.newScratch()));
      assertEquals(-1, expected.words.mismatch(batch.words));
    }
  }

  /** A chunk long enough to be worked on in native memory. */
  @Test
  void longChunksAreCodedLikeTheScalarEngineDoes() {
    byte[] words = randomWords(new Random(5), 1_000_000);
    ChunkBatch batch = batchOf(words, 1_000_000);
    ChunkBatch expected = batchOf(words, 1_000_000);
    engine.encodeChunks(batch, engine.newScratch());
    Engine scalar = Engines.named("scalar");
    scalar.encodeChunks(expected, scalar.newScratch());
    assertArrayEquals(expected.znzOf(0), batch.znzOf(0));
    assertArrayEquals(expected.bpcOf(0), batch.bpcOf(0));
    byte[] original = words.clone();
    turnAround(batch);
    new Random(6).nextBytes(words);
    assertTrue(engine.decodeChunks(batch, engine.newScratch()));
    assertArrayEquals(original, words);
    batch.bpcBytes[0]--;
    assertFalse(engine.decodeChunks(batch, engine.newScratch()));
  }

  @Test
  void callsMakeNoGarbageAndNoLeak() throws IOException {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    ChunkBatch batch = batchOf(randomWords(new Random(1), 128), 128);
    Engine.Scratch scratch = engine.newScratch();
    call(batch, scratch, 60_000);
    long resident = residentPages();
    long before = threads.getCurrentThreadAllocatedBytes();
    call(batch, scratch, 500_000);
    long perCall = (threads.getCurrentThreadAllocatedBytes() - before) / 1_000_000;
    assertEquals(0, perCall, "bytes allocated per call");
    long grown = residentPages() - resident;
    assertTrue(grown < 4096, "resident memory grew by " + grown + " pages");
  }

  private static void call(ChunkBatch batch, Engine.Scratch scratch, int times) {
    for (int i = 0; i < times; i++) {
      engine.encodeChunks(batch, scratch);
      turnAround(batch);
      assertTrue(engine.decodeChunks(batch, scratch));
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

  private static ChunkBatch batchOf(byte[] words, int chunkWords) {
    int chunks = (words.length + chunkWords - 1) / chunkWords;
    ChunkBatch batch = new ChunkBatch(chunks);
    batch.parameters = CodeParameters.ofWordBits(8);
    batch.format = NumberFormat.INT8;
    batch.chunks = chunks;
    batch.words = MemorySegment.ofArray(words);
    for (int i = 0; i < chunks; i++) {
      batch.wordOffset[i] = (long) i * chunkWords;
      batch.wordCount[i] = Math.min(chunkWords, words.length - i * chunkWords);
    }
    batch.reserveForEncoding();
    return batch;
  }

  private static void turnAround(ChunkBatch batch) {
    for (int i = 0; i < batch.chunks; i++) {
      batch.znzBytes[i] = (batch.znzBits[i] + 7) / 8;
      batch.bpcBytes[i] = (batch.bpcBits[i] + 7) / 8;
    }
  }
}
