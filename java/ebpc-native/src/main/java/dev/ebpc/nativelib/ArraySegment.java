package dev.ebpc.nativelib;

import java.lang.foreign.MemorySegment;

/**
 * The segment of one of a batch's arrays. A batch keeps its arrays until it has to grow, so the
 * segment is kept as long as the array is the same: one for every call would be garbage. Not
 * thread-safe.
 */
final class ArraySegment {
  private Object array;
  private MemorySegment segment = MemorySegment.NULL;

  void take(byte[] bytes) {
    if (isNew(bytes)) {
      segment = MemorySegment.ofArray(bytes);
    }
  }

  void take(int[] ints) {
    if (isNew(ints)) {
      segment = MemorySegment.ofArray(ints);
    }
  }

  void take(long[] longs) {
    if (isNew(longs)) {
      segment = MemorySegment.ofArray(longs);
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same object is meant
  private boolean isNew(Object taken) {
    boolean isNew = taken != array;
    array = taken;
    return isNew;
  }

  /** The segment of the array that was taken last. */
  MemorySegment segment() {
    return segment;
  }
}
