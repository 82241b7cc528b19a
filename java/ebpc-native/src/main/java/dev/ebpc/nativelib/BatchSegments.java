package dev.ebpc.nativelib;

import dev.ebpc.hardware.Chunks;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The arrays of the batch used last, as the library takes them. Not thread-safe. */
final class BatchSegments {
  private final ArraySegment wordOffsets = new ArraySegment();
  private final ArraySegment wordCounts = new ArraySegment();
  private final ArraySegment nonZeros = new ArraySegment();
  private final ArraySegment znz = new ArraySegment();
  private final ArraySegment znzStarts = new ArraySegment();
  private final ArraySegment znzSizes = new ArraySegment();
  private final ArraySegment bpc = new ArraySegment();
  private final ArraySegment bpcStarts = new ArraySegment();
  private final ArraySegment bpcSizes = new ArraySegment();

  void take(EncodingBatch batch) {
    takeWords(batch);
    nonZeros.take(batch.nonZeroCounts());
    znz.take(batch.znz());
    znzStarts.take(batch.znzStarts());
    znzSizes.take(batch.znzBitCounts());
    bpc.take(batch.bpc());
    bpcStarts.take(batch.bpcStarts());
    bpcSizes.take(batch.bpcBitCounts());
  }

  void take(DecodingBatch batch) {
    takeWords(batch);
    nonZeros.take(batch.nonZeroCounts());
    znz.take(batch.znz());
    znzStarts.take(batch.znzStarts());
    znzSizes.take(batch.znzByteCounts());
    bpc.take(batch.bpc());
    bpcStarts.take(batch.bpcStarts());
    bpcSizes.take(batch.bpcByteCounts());
  }

  private void takeWords(Chunks batch) {
    wordOffsets.take(batch.wordOffsets());
    wordCounts.take(batch.wordCounts());
  }

  /** Calls a function for some chunks of the batch; gives the library's status. */
  int call(
      MethodHandle function, MemorySegment workspace, int first, int chunks, MemorySegment words) {
    try {
      return (int)
          function.invokeExact(
              workspace,
              first,
              chunks,
              words,
              wordOffsets.segment(),
              wordCounts.segment(),
              nonZeros.segment(),
              znz.segment(),
              znzStarts.segment(),
              znzSizes.segment(),
              bpc.segment(),
              bpcStarts.segment(),
              bpcSizes.segment());
    } catch (Throwable thrown) {
      throw NativeCalls.unexpected(thrown);
    }
  }
}
