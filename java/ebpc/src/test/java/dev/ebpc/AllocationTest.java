package dev.ebpc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.TestWords;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms from memory to memory make no objects in the long run. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 200;
  private static final int MOST_BYTES_PER_CALL = 8;

  @ParameterizedTest
  @CsvSource({"4096, false", "4096, true", "300000, false", "300000, true"})
  void nothingIsAllocatedPerCall(int count, boolean outsideHeap) {
    Ebpc codec = Ebpc.create();
    int[] made = TestWords.RELU.make(new Random(1), count, 8);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment words = memory(arena, count, outsideHeap);
      for (int i = 0; i < count; i++) {
        words.set(ValueLayout.JAVA_BYTE, i, (byte) made[i]);
      }
      long most = codec.maxCompressedLength(NumberFormat.INT8, count);
      MemorySegment target = memory(arena, (int) most, outsideHeap);
      MemorySegment frame = target.asSlice(0, codec.compress(NumberFormat.INT8, words, target));
      MemorySegment back = memory(arena, count, outsideHeap);
      requireNone(() -> codec.compress(NumberFormat.INT8, words, target));
      requireNone(() -> codec.decompress(frame, back));
      assertTrue(words.mismatch(back) < 0);
    }
  }

  /** Headers of several kinds are all remembered. */
  @Test
  void nothingIsAllocatedForTensorsOfDifferentSizes() {
    Ebpc codec = Ebpc.create();
    int[] counts = {64, 100, 1000, 4096, 5000, 20000};
    MemorySegment[] words = new MemorySegment[counts.length];
    MemorySegment[] targets = new MemorySegment[counts.length];
    MemorySegment[] frames = new MemorySegment[counts.length];
    for (int i = 0; i < counts.length; i++) {
      words[i] = MemorySegment.ofArray(new byte[counts[i]]);
      words[i].set(ValueLayout.JAVA_BYTE, i, (byte) 1);
      long most = codec.maxCompressedLength(NumberFormat.INT8, counts[i]);
      targets[i] = MemorySegment.ofArray(new byte[(int) most]);
      frames[i] = targets[i].asSlice(0, codec.compress(NumberFormat.INT8, words[i], targets[i]));
    }
    requireNone(
        () -> {
          for (int i = 0; i < counts.length; i++) {
            codec.compress(NumberFormat.INT8, words[i], targets[i]);
          }
        });
    requireNone(
        () -> {
          for (int i = 0; i < counts.length; i++) {
            codec.decompress(frames[i], words[i]);
          }
        });
  }

  private static MemorySegment memory(Arena arena, int bytes, boolean outsideHeap) {
    return outsideHeap ? arena.allocate(bytes) : MemorySegment.ofArray(new byte[bytes]);
  }

  /** Tries again while the compiler is still at work: what it has not compiled may allocate. */
  private static void requireNone(Runnable call) {
    long perCall = Long.MAX_VALUE;
    for (int tries = 0; tries < 40 && perCall > MOST_BYTES_PER_CALL; tries++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ROUNDS; i++) {
        call.run();
      }
      perCall = (THREADS.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
    }
    assertTrue(perCall <= MOST_BYTES_PER_CALL, perCall + " bytes per call");
  }
}
