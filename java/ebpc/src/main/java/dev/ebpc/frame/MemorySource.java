package dev.ebpc.frame;

import dev.ebpc.batch.Overlap;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads from memory; to be used again for other memory. */
final class MemorySource extends SeekableSource {
  private MemorySegment memory;
  private long next;

  MemorySource(MemorySegment memory) {
    this.memory = memory;
  }

  /** Reads from other memory from now on. */
  void restart(MemorySegment other) {
    memory = other;
    next = 0;
  }

  @Override
  MemorySegment memory() {
    return memory;
  }

  @Override
  long memoryAt() {
    return next;
  }

  @Override
  void requireApart(MemorySegment words) {
    Overlap.refuse(memory, words);
  }

  @Override
  boolean isNext(MemorySegment expected) {
    long end = next + expected.byteSize();
    return end <= memory.byteSize()
        && MemorySegment.mismatch(memory, next, end, expected, 0, expected.byteSize()) < 0;
  }

  @Override
  int fill(byte[] target, int offset, int length) {
    int found = (int) Math.min(length, memory.byteSize() - next);
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, next, target, offset, found);
    next += found;
    return found;
  }

  @Override
  long size() {
    return memory.byteSize();
  }

  @Override
  long cursor() {
    return next;
  }

  @Override
  void cursor(long newNext) {
    next = newNext;
  }
}
