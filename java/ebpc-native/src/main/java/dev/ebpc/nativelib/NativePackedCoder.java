package dev.ebpc.nativelib;

import dev.ebpc.packed.BatchHead;
import dev.ebpc.packed.PackedCoder;
import dev.ebpc.packed.PackedFormat;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * The packed profile in C.
 *
 * <p>A call stops garbage collection from beginning; a batch is short enough to take less than a
 * millisecond even in plain C.
 */
final class NativePackedCoder implements PackedCoder {

  /** Measured with AVX-512: encoding always pays, decoding from here on. */
  private static final int FEWEST_BYTES = 64;

  private final NativeCalls calls;

  NativePackedCoder(NativeCalls calls) {
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
    return new NativePackedScratch(calls);
  }

  @Override
  public int encode(
      PackedFormat format,
      MemorySegment words,
      long from,
      int count,
      int row,
      byte[] out,
      Scratch scratch) {
    NativePackedScratch memory = (NativePackedScratch) scratch;
    memory.begin(format);
    Objects.checkFromIndexSize(from, format.storedBytes(count), words.byteSize());
    int bytes = memory.encode(words, from, count, row, out);
    if (bytes == 0) {
      // Arguments are the caller's duty.
      throw new IllegalArgumentException(
          "the native encoder refused " + count + " words in rows of " + row);
    }
    return bytes;
  }

  @Override
  public boolean decode(
      PackedFormat format,
      BatchHead head,
      int count,
      byte[] in,
      MemorySegment words,
      long to,
      Scratch scratch) {
    NativePackedScratch memory = (NativePackedScratch) scratch;
    memory.begin(format);
    Objects.checkFromIndexSize(to, format.storedBytes(count), words.byteSize());
    return memory.decode(head, in, count, words, to);
  }
}
