package dev.ebpc.nativelib;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.Coder;
import dev.ebpc.hardware.Chunks;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;
import java.lang.foreign.MemorySegment;

/**
 * A workspace of the library, prepared for the code used last, and the segments of the batches used
 * last: one to be encoded and one to be decoded, since callers may take turns. Not thread-safe.
 */
final class NativeScratch implements Coder.Scratch {
  private final NativeCalls calls;

  private CodeParameters parameters;
  private NumberFormat format;
  private boolean paddedToWords;
  private boolean hasKernels;
  private MemorySegment workspace = MemorySegment.NULL;

  private final BatchSegments encoding = new BatchSegments();
  private final BatchSegments decoding = new BatchSegments();

  NativeScratch(NativeCalls calls) {
    this.calls = calls;
  }

  /** Makes ready for the code and the arrays of a batch to be encoded. */
  void begin(EncodingBatch batch) {
    // How streams are padded is of no interest to the encoder.
    begin(batch, paddedToWords);
    encoding.take(batch);
  }

  /** Makes ready for the code and the arrays of a batch to be decoded. */
  void begin(DecodingBatch batch) {
    begin(batch, batch.paddedToWords());
    // The library puts what it counts in place of what is declared; the batch may come again.
    batch.restoreDeclared();
    decoding.take(batch);
  }

  private void begin(Chunks batch, boolean padded) {
    if (!batch.parameters().equals(parameters)
        || batch.format() != format
        || padded != paddedToWords) {
      prepare(batch.parameters(), batch.format(), padded);
    }
  }

  private void prepare(CodeParameters wanted, NumberFormat words, boolean padded) {
    parameters = null;
    int[] code = {
      wanted.wordBits(),
      wanted.blockSize(),
      wanted.maxZeroRun(),
      words.containerBytes(),
      words.signed() ? 1 : 0
    };
    MemorySegment codeSegment = MemorySegment.ofArray(code);
    int status;
    try {
      long size = (long) calls.workspaceSize.invokeExact(codeSegment);
      if (workspace.byteSize() < size) {
        workspace = NativeCalls.newWorkspace(size);
      }
      status = (int) calls.prepare.invokeExact(workspace, codeSegment, padded ? 1 : 0, calls.path);
      hasKernels = (int) calls.hasKernels.invokeExact(codeSegment, calls.path) != 0;
    } catch (Throwable thrown) {
      throw NativeCalls.unexpected(thrown);
    }
    calls.requirePrepared(status, wanted + " in " + words);
    parameters = wanted;
    format = words;
    paddedToWords = padded;
  }

  /** Whether the path has kernels of its own for the code of the batch of {@link #begin}. */
  boolean hasKernels() {
    return hasKernels;
  }

  /** The workspace, prepared for the batch of {@link #begin}. */
  MemorySegment workspace() {
    return workspace;
  }

  /** Encodes some chunks of the batch; gives the library's status. */
  int encode(EncodingBatch batch, int first, int chunks) {
    return encoding.call(calls.encode, workspace, first, chunks, batch.words());
  }

  /** Decodes some chunks of the batch; gives the library's status. */
  int decode(DecodingBatch batch, int first, int chunks) {
    return decoding.call(calls.decode, workspace, first, chunks, batch.words());
  }
}
