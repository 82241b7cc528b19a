package dev.ebpc.nativelib;

import dev.ebpc.engine.Coder;
import dev.ebpc.packed.BatchHead;
import dev.ebpc.packed.PackedFormat;
import java.lang.foreign.MemorySegment;

/**
 * A workspace of the library for batches of the packed profile, prepared for the format used last.
 * Not thread-safe.
 */
final class NativePackedScratch implements Coder.Scratch {
  private final NativeCalls calls;
  private final byte[] head = new byte[BatchHead.MAX_BYTES];
  private final MemorySegment headSegment = MemorySegment.ofArray(head);
  private final ArraySegment coded = new ArraySegment();
  private final ArraySegment payload = new ArraySegment();
  private MemorySegment workspace = MemorySegment.NULL;
  private PackedFormat format;

  NativePackedScratch(NativeCalls calls) {
    this.calls = calls;
  }

  /** Makes ready for words of a format. */
  void begin(PackedFormat wanted) {
    if (!wanted.equals(format)) {
      prepare(wanted);
    }
  }

  private void prepare(PackedFormat wanted) {
    format = null;
    int[] parameters = {
      wanted.containerBytes(), wanted.wordBits(), wanted.signed() ? 1 : 0, wanted.floating() ? 1 : 0
    };
    int status;
    try {
      if (workspace.byteSize() == 0) {
        long size = (long) calls.packedWorkspaceSize.invokeExact();
        workspace = NativeCalls.newWorkspace(size);
      }
      MemorySegment segment = MemorySegment.ofArray(parameters);
      status = (int) calls.packedPrepare.invokeExact(workspace, segment, calls.path);
    } catch (Throwable thrown) {
      throw NativeCalls.unexpected(thrown);
    }
    calls.requirePrepared(status, wanted.toString());
    format = wanted;
  }

  /** Encodes words; gives the bytes of head and payload, 0 if the library refuses its arguments. */
  int encode(MemorySegment words, long from, int count, int row, byte[] out) {
    coded.take(out);
    try {
      return (int)
          calls.packedEncode.invokeExact(workspace, words, from, count, row, coded.segment());
    } catch (Throwable thrown) {
      throw NativeCalls.unexpected(thrown);
    }
  }

  /** Decodes words; false if the payload is wrong. */
  boolean decode(BatchHead checked, byte[] in, int count, MemorySegment words, long to) {
    int headBytes = checked.write(head, 0, format);
    payload.take(in);
    try {
      int status =
          (int)
              calls.packedDecode.invokeExact(
                  workspace,
                  headSegment,
                  headBytes,
                  payload.segment(),
                  checked.payloadBytes(format, count),
                  count,
                  words,
                  to);
      return status == 0;
    } catch (Throwable thrown) {
      throw NativeCalls.unexpected(thrown);
    }
  }
}
