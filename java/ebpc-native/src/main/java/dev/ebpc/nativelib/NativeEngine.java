package dev.ebpc.nativelib;

import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;

/**
 * The engine in C.
 *
 * <p>A call stops garbage collection from beginning, so a batch is cut into calls of at most
 * {@value #CALL_BYTES} bytes of words, less than a millisecond's work; one longer chunk is one
 * call.
 */
final class NativeEngine implements Engine {
  static final String NAME = "native";
  static final String DESCRIPTION = "C library with SIMD kernels, called through java.lang.foreign";

  /** Measured with AVX2 and 8-bit words: encoding pays from 32 bytes on, decoding from 96. */
  private static final int FEWEST_BYTES = 96;

  private static final long CALL_BYTES = 128 << 10;
  private static final long LONG_CHUNK_BYTES = 4 * CALL_BYTES;

  private final NativeCalls calls;

  NativeEngine(NativeCalls calls) {
    this.calls = calls;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return DESCRIPTION;
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
  public void encodeChunks(ChunkBatch batch, Scratch scratch) {
    NativeScratch memory = (NativeScratch) scratch;
    memory.begin(batch);
    for (int first = 0; first < batch.chunks; ) {
      int end = endOfCall(batch, first);
      int status =
          isLong(batch, first)
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
  public boolean decodeChunks(ChunkBatch batch, Scratch scratch) {
    NativeScratch memory = (NativeScratch) scratch;
    memory.begin(batch);
    for (int first = 0; first < batch.chunks; ) {
      int end = endOfCall(batch, first);
      int status =
          isLong(batch, first)
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
  private static boolean isLong(ChunkBatch batch, int chunk) {
    return (long) batch.wordCount[chunk] * batch.format.containerBytes() > LONG_CHUNK_BYTES;
  }

  /** The chunk behind those of a call that begins with a given one. */
  private static int endOfCall(ChunkBatch batch, int first) {
    long bytes = 0;
    int end = first;
    do {
      bytes += (long) batch.wordCount[end++] * batch.format.containerBytes();
    } while (end < batch.chunks
        && bytes + (long) batch.wordCount[end] * batch.format.containerBytes() <= CALL_BYTES);
    return end;
  }
}
