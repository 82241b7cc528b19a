package dev.ebpc.nativelib;

import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;

/**
 * The engine in C.
 *
 * <p>A call stops garbage collection from beginning, so a batch is cut into calls of less than
 * about a millisecond's work: {@value #CALL_BYTES} bytes of words for codes that have vector
 * kernels, {@value #SLOW_CALL_BYTES} for the others. A chunk that is longer by far goes through
 * native memory, where nothing is stopped.
 */
final class NativeEngine implements Engine {
  static final String NAME = "native";
  static final String DESCRIPTION = "C library with SIMD kernels, called through java.lang.foreign";

  /** Measured with AVX2 and 8-bit words: encoding pays from 32 bytes on, decoding from 96. */
  private static final int FEWEST_BYTES = 96;

  private static final long CALL_BYTES = 128 << 10;
  private static final long SLOW_CALL_BYTES = CALL_BYTES / 8;

  /** A chunk of more calls than this is long. */
  private static final int LONG_CHUNK_CALLS = 2;

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
    long callBytes = callBytes(batch);
    for (int first = 0; first < batch.chunks; ) {
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
  public boolean decodeChunks(ChunkBatch batch, Scratch scratch) {
    NativeScratch memory = (NativeScratch) scratch;
    memory.begin(batch);
    long callBytes = callBytes(batch);
    for (int first = 0; first < batch.chunks; ) {
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
  private static boolean isLong(ChunkBatch batch, int chunk, long callBytes) {
    return (long) batch.wordCount[chunk] * batch.format.containerBytes()
        > LONG_CHUNK_CALLS * callBytes;
  }

  /** Bytes of the words of a call: as many as a millisecond is enough for. */
  private long callBytes(ChunkBatch batch) {
    return calls.isSimd() && hasKernels(batch) ? CALL_BYTES : SLOW_CALL_BYTES;
  }

  /**
   * Codes that the C library has vector kernels for, as its is_byte_code and use_wide_blocks say.
   */
  private static boolean hasKernels(ChunkBatch batch) {
    int container = batch.format.containerBytes();
    int wordBits = batch.parameters.wordBits();
    int blockSize = batch.parameters.blockSize();
    return container == 1
        ? wordBits == 8 && blockSize == 8
        : wordBits > 4 * container && (blockSize == 8 || blockSize == 16);
  }

  /** The chunk behind those of a call that begins with a given one. */
  private static int endOfCall(ChunkBatch batch, int first, long callBytes) {
    long bytes = 0;
    int end = first;
    do {
      bytes += (long) batch.wordCount[end++] * batch.format.containerBytes();
    } while (end < batch.chunks
        && bytes + (long) batch.wordCount[end] * batch.format.containerBytes() <= callBytes);
    return end;
  }
}
