package dev.ebpc.nativelib;

import dev.ebpc.hardware.Chunks;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Codes one long chunk in native memory, so that garbage collection goes on meanwhile. */
final class LongChunk {
  private static final int INT_BYTES = 4;

  /** Bytes of the chunk's offset, which is 0 here, and of six numbers after it. */
  private static final int NUMBERS_BYTES = 8 + 6 * INT_BYTES;

  private static final int COUNT = 2;
  private static final int NON_ZEROS = 3;
  private static final int ZNZ_START = 4;
  private static final int ZNZ_SIZE = 5;
  private static final int BPC_START = 6;
  private static final int BPC_SIZE = 7;

  private LongChunk() {}

  /** Encodes a chunk after those before it; gives the library's status. */
  static int encode(NativeCalls calls, NativeScratch scratch, EncodingBatch batch, int chunk) {
    int count = batch.wordCount(chunk);
    long bytes = batch.wordBytes(chunk);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment words = arena.allocate(bytes, 64);
      MemorySegment.copy(batch.words(), batch.wordOffset(chunk), words, 0, bytes);
      long znzRoom = (batch.parameters().maxZnzBits(count) + 7) / 8;
      long bpcRoom = (batch.parameters().maxBpcBits(count) + 7) / 8;
      MemorySegment znz = arena.allocate(znzRoom + Chunks.SLACK);
      MemorySegment bpc = arena.allocate(bpcRoom + Chunks.SLACK);
      MemorySegment numbers = arena.allocate(NUMBERS_BYTES, 8);
      set(numbers, COUNT, count);
      int status = call(calls.encodeLong, scratch, words, numbers, znz, bpc);
      if (status == 0) {
        batch.done(chunk, get(numbers, NON_ZEROS), get(numbers, ZNZ_SIZE), get(numbers, BPC_SIZE));
        take(znz, batch.znzBytes(chunk), batch.znz(), batch.znzStart(chunk));
        take(bpc, batch.bpcBytes(chunk), batch.bpc(), batch.bpcStart(chunk));
      }
      return status;
    }
  }

  /** Decodes a chunk; gives the library's status. */
  static int decode(NativeCalls calls, NativeScratch scratch, DecodingBatch batch, int chunk) {
    int count = batch.wordCount(chunk);
    long bytes = batch.wordBytes(chunk);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment words = arena.allocate(bytes, 64);
      MemorySegment znz = copy(arena, batch.znz(), batch.znzStart(chunk), batch.znzBytes(chunk));
      MemorySegment bpc = copy(arena, batch.bpc(), batch.bpcStart(chunk), batch.bpcBytes(chunk));
      MemorySegment numbers = arena.allocate(NUMBERS_BYTES, 8);
      set(numbers, COUNT, count);
      set(numbers, NON_ZEROS, batch.declaredNonZeros(chunk));
      set(numbers, ZNZ_SIZE, batch.znzBytes(chunk));
      set(numbers, BPC_SIZE, batch.bpcBytes(chunk));
      int status = call(calls.decodeLong, scratch, words, numbers, znz, bpc);
      if (status == 0) {
        batch.counted(chunk, get(numbers, NON_ZEROS));
        MemorySegment.copy(words, 0, batch.words(), batch.wordOffset(chunk), bytes);
      }
      return status;
    }
  }

  private static int call(
      MethodHandle function,
      NativeScratch scratch,
      MemorySegment words,
      MemorySegment numbers,
      MemorySegment znz,
      MemorySegment bpc) {
    try {
      return (int)
          function.invokeExact(
              scratch.workspace(),
              0,
              1,
              words,
              numbers,
              at(numbers, COUNT),
              at(numbers, NON_ZEROS),
              znz,
              at(numbers, ZNZ_START),
              at(numbers, ZNZ_SIZE),
              bpc,
              at(numbers, BPC_START),
              at(numbers, BPC_SIZE));
    } catch (Throwable thrown) {
      throw NativeCalls.unexpected(thrown);
    }
  }

  private static MemorySegment at(MemorySegment numbers, int index) {
    return numbers.asSlice((long) INT_BYTES * index, INT_BYTES);
  }

  private static void set(MemorySegment numbers, int index, int value) {
    numbers.setAtIndex(ValueLayout.JAVA_INT, index, value);
  }

  private static int get(MemorySegment numbers, int index) {
    return numbers.getAtIndex(ValueLayout.JAVA_INT, index);
  }

  private static void take(MemorySegment stream, int bytes, byte[] to, int start) {
    MemorySegment.copy(stream, ValueLayout.JAVA_BYTE, 0, to, start, bytes);
  }

  private static MemorySegment copy(Arena arena, byte[] stream, int start, int bytes) {
    MemorySegment copy = arena.allocate((long) bytes + Chunks.SLACK);
    MemorySegment.copy(stream, start, copy, ValueLayout.JAVA_BYTE, 0, bytes);
    return copy;
  }
}
