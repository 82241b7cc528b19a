package dev.ebpc.nativelib;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A workspace of the library, prepared for the code used last, and the segments of the batch used
 * last: making them anew for every call would be garbage. Not thread-safe.
 */
final class NativeScratch implements Engine.Scratch {
  private static final int ALIGNMENT = 64;

  /** {@code EBPC_UNSUPPORTED_PATH} of the header. */
  private static final int UNSUPPORTED_PATH = 8;

  private final NativeCalls calls;

  private CodeParameters parameters;
  private NumberFormat format;
  private boolean paddedToWords;
  private MemorySegment workspace = MemorySegment.NULL;

  private ChunkBatch owner;
  private byte[] znzBytes;
  private byte[] bpcBytes;
  private MemorySegment wordOffset;
  private MemorySegment wordCount;
  private MemorySegment nonZeros;
  private MemorySegment znz;
  private MemorySegment znzStart;
  private MemorySegment znzBitCount;
  private MemorySegment znzByteCount;
  private MemorySegment bpc;
  private MemorySegment bpcStart;
  private MemorySegment bpcBitCount;
  private MemorySegment bpcByteCount;

  NativeScratch(NativeCalls calls) {
    this.calls = calls;
  }

  /** Makes ready for the code and the arrays of a batch. */
  @SuppressWarnings("ReferenceEquality") // the same object is meant: its arrays are final
  void begin(ChunkBatch batch) {
    if (!batch.parameters.equals(parameters)
        || batch.format != format
        || batch.paddedToWords != paddedToWords) {
      prepare(batch);
    }
    if (batch != owner) {
      owner = batch;
      wordOffset = MemorySegment.ofArray(batch.wordOffset);
      wordCount = MemorySegment.ofArray(batch.wordCount);
      nonZeros = MemorySegment.ofArray(batch.nonZeros);
      znzStart = MemorySegment.ofArray(batch.znzStart);
      znzBitCount = MemorySegment.ofArray(batch.znzBits);
      znzByteCount = MemorySegment.ofArray(batch.znzBytes);
      bpcStart = MemorySegment.ofArray(batch.bpcStart);
      bpcBitCount = MemorySegment.ofArray(batch.bpcBits);
      bpcByteCount = MemorySegment.ofArray(batch.bpcBytes);
    }
    if (batch.znz != znzBytes) {
      znzBytes = batch.znz;
      znz = MemorySegment.ofArray(znzBytes);
    }
    if (batch.bpc != bpcBytes) {
      bpcBytes = batch.bpc;
      bpc = MemorySegment.ofArray(bpcBytes);
    }
  }

  private void prepare(ChunkBatch batch) {
    parameters = null;
    int[] code = {
      batch.parameters.wordBits(),
      batch.parameters.blockSize(),
      batch.parameters.maxZeroRun(),
      batch.format.containerBytes(),
      batch.format.signed() ? 1 : 0
    };
    MemorySegment codeSegment = MemorySegment.ofArray(code);
    int padded = batch.paddedToWords ? 1 : 0;
    int status;
    try {
      long size = (long) calls.workspaceSize.invokeExact(codeSegment);
      if (workspace.byteSize() < size) {
        workspace = Arena.ofAuto().allocate(size, ALIGNMENT);
      }
      status = (int) calls.prepare.invokeExact(workspace, codeSegment, padded, calls.path);
    } catch (RuntimeException | Error noMemory) {
      throw noMemory;
    } catch (Throwable impossible) {
      throw new AssertionError("native functions do not throw", impossible);
    }
    if (status == UNSUPPORTED_PATH) {
      throw new IllegalStateException(
          "the " + calls.pathName() + " kernels do not run on this processor");
    }
    if (status != 0) {
      throw new IllegalArgumentException(
          "the native engine refused " + batch.parameters + " in " + batch.format + ": " + status);
    }
    parameters = batch.parameters;
    format = batch.format;
    paddedToWords = batch.paddedToWords;
  }

  /** The workspace, prepared for the batch of {@link #begin}. */
  MemorySegment workspace() {
    return workspace;
  }

  /** Encodes some chunks of the batch; gives the library's status. */
  int encode(ChunkBatch batch, int first, int chunks) {
    try {
      return (int)
          calls.encode.invokeExact(
              workspace,
              first,
              chunks,
              batch.words,
              wordOffset,
              wordCount,
              nonZeros,
              znz,
              znzStart,
              znzBitCount,
              bpc,
              bpcStart,
              bpcBitCount);
    } catch (RuntimeException | Error closedOrOfAnotherThreadOrNoStack) {
      throw closedOrOfAnotherThreadOrNoStack;
    } catch (Throwable impossible) {
      throw new AssertionError("native functions do not throw", impossible);
    }
  }

  /** Decodes some chunks of the batch; gives the library's status. */
  int decode(ChunkBatch batch, int first, int chunks) {
    try {
      return (int)
          calls.decode.invokeExact(
              workspace,
              first,
              chunks,
              batch.words,
              wordOffset,
              wordCount,
              nonZeros,
              znz,
              znzStart,
              znzByteCount,
              bpc,
              bpcStart,
              bpcByteCount);
    } catch (RuntimeException | Error closedOrOfAnotherThreadOrNoStack) {
      throw closedOrOfAnotherThreadOrNoStack;
    } catch (Throwable impossible) {
      throw new AssertionError("native functions do not throw", impossible);
    }
  }
}
