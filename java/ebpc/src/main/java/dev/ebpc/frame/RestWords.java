package dev.ebpc.frame;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Words of a decoded batch that did not fit the memory of those who asked. */
final class RestWords {
  private byte[] bytes = {};
  private MemorySegment memory = MemorySegment.ofArray(bytes);
  private int asked;
  private int from;
  private int to;

  /** Makes room for all bytes of a batch, of which the first belong to those who ask now. */
  MemorySegment room(int batchBytes, int alreadyAsked) {
    if (bytes.length < batchBytes) {
      bytes = new byte[batchBytes];
      memory = MemorySegment.ofArray(bytes);
    }
    asked = alreadyAsked;
    from = alreadyAsked;
    to = batchBytes;
    return memory;
  }

  /** Copies the bytes that were already asked for, if any, to end at an offset. */
  void copyAsked(MemorySegment target, long end) {
    MemorySegment.copy(bytes, 0, target, ValueLayout.JAVA_BYTE, end - asked, asked);
    asked = 0;
  }

  /** Takes bytes, as many as there are but no more than asked for; gives their number. */
  int take(MemorySegment target, long offset, long most) {
    int taken = (int) Math.min(most, to - from);
    MemorySegment.copy(bytes, from, target, ValueLayout.JAVA_BYTE, offset, taken);
    from += taken;
    asked = 0;
    return taken;
  }

  /** Forgets what is left. */
  void drop() {
    asked = 0;
    from = 0;
    to = 0;
  }
}
