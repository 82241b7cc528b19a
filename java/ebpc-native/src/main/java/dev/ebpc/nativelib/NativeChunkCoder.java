package dev.ebpc.nativelib;

import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.Chunks;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;

/**
 * The hardware profile in C.
 *
 * <p>A call stops garbage collection from beginning, so a batch is cut into calls of less than
 * about a millisecond's work: {@value #CALL_BYTES} bytes of words for codes that have vector
 * kernels, {@value #SLOW_CALL_BYTES} for the others. A chunk that is longer by far goes through
 * native memory, where nothing is stopped.
 */
final class NativeChunkCoder implements ChunkCoder {

  /** Measured with AVX2 and 8-bit words: encoding pays from 32 bytes on, decoding from 96. */
  private static final int FEWEST_BYTES = 96;

  private static final long CALL_BYTES = 128 << 10;
  private static final long SLOW_CALL_BYTES = CALL_BYTES / 8;

  /** A chunk of more calls than this is long. */
  private static final int LONG_CHUNK_CALLS = 2;

  private final NativeCalls calls;

  NativeChunkCoder(NativeCalls calls) {
    this.calls = calls;
  }

  @Override
  public String engine() {
    return NativeEngine.NAME;
  }

  @Override
  public int rank() {
    return calls.rank();
  }

  @Override
  public int fewestBytes() {
    return FEWEST_BYTES;
  }

  @Override
  public Scratch newScratch() {
    return new NativeScratch(calls);
  }

  @Override
  public void encodeChunks(EncodingBatch batch, Scratch scratch) {
    NativeScratch memory = (NativeScratch) scratch;
    memory.begin(batch);
    long callBytes = callBytes(memory);
    for (int first = 0; first < batch.count(); ) {
      int end = endOfCall(batch, first, callBytes);
      int status =
          isLong(batch, first, callBytes)
              ? LongChunk.encode(calls, memory, batch, first)
              : memory.encode(batch, first, end - first);
      if (status != 0) {
        // Arguments are the caller's duty; this is no damaged input.
        throw new IllegalArgumentException("the native encoder refused its arguments: " + status);
      }
      first = end;
    }
  }

  @Override
  public boolean decodeChunks(DecodingBatch batch, Scratch scratch) {
    NativeScratch memory = (NativeScratch) scratch;
    memory.begin(batch);
    long callBytes = callBytes(memory);
    for (int first = 0; first < batch.count(); ) {
      int end = endOfCall(batch, first, callBytes);
      int status =
          isLong(batch, first, callBytes)
              ? LongChunk.decode(calls, memory, batch, first)
              : memory.decode(batch, first, end - first);
      if (status != 0) {
        return false;
      }
      first = end;
    }
    return true;
  }

  /**
   * Whether a chunk is too long for a call that stops garbage collection; it is alone in its call.
   */
  private static boolean isLong(Chunks batch, int chunk, long callBytes) {
    return batch.wordBytes(chunk) > LONG_CHUNK_CALLS * callBytes;
  }

  /** Bytes of the words of a call: as many as a millisecond is enough for. */
  private static long callBytes(NativeScratch memory) {
    return memory.hasKernels() ? CALL_BYTES : SLOW_CALL_BYTES;
  }

  /** The chunk after those of a call that begins with a given one. */
  private static int endOfCall(Chunks batch, int first, long callBytes) {
    long bytes = 0;
    int end = first;
    do {
      bytes += batch.wordBytes(end++);
    } while (end < batch.count() && bytes + batch.wordBytes(end) <= callBytes);
    return end;
  }
}
