package dev.ebpc.frame;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Writes to an array that grows with the frame; to be used again for other frames. */
final class ArraySink extends ByteSink {

  /** What grew beyond this is not kept for the next frame. */
  private static final int KEPT_BYTES = 1 << 22;

  private static final int FIRST_BYTES = 1 << 10;
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private byte[] bytes = {};
  private MemorySegment memory = MemorySegment.ofArray(bytes);

  /** The frame that was written; makes ready for the next one. */
  byte[] take() {
    byte[] frame = Arrays.copyOf(bytes, (int) position());
    drop();
    return frame;
  }

  /** Forgets what was written. */
  void drop() {
    restart();
    if (bytes.length > KEPT_BYTES) {
      resize(0);
    }
  }

  @Override
  MemorySegment room(int length) {
    long needed = position() + length;
    if (needed > MOST_BYTES) {
      throw new IllegalArgumentException("the frame is too long for an array");
    }
    if (needed > bytes.length) {
      resize((int) Math.clamp(2L * bytes.length, Math.max(needed, FIRST_BYTES), MOST_BYTES));
    }
    return memory;
  }

  private void resize(int length) {
    bytes = Arrays.copyOf(bytes, length);
    memory = MemorySegment.ofArray(bytes);
  }

  @Override
  long at() {
    return position();
  }

  @Override
  void accept(int length) {}
}
