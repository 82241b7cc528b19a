package dev.ebpc.frame;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Writes to memory, from its start; to be used again for other memory. */
final class MemorySink extends ByteSink {
  private MemorySegment memory;

  MemorySink(MemorySegment memory) {
    this.memory = memory;
  }

  /** Writes to other memory from now on. */
  void restart(MemorySegment other) {
    restart();
    memory = other;
  }

  @Override
  void requireApart(MemorySegment words) {
    Overlap.refuse(words, memory);
  }

  @Override
  void write(MemorySegment bytes) {
    requireRoom(bytes.byteSize());
    MemorySegment.copy(bytes, 0, memory, position(), bytes.byteSize());
    wrote(bytes.byteSize());
  }

  @Override
  void put(byte[] bytes, int length) {
    requireRoom(length);
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, position(), length);
  }

  private void requireRoom(long length) {
    if (length > memory.byteSize() - position()) {
      throw new IndexOutOfBoundsException(
          "the frame needs more than the " + memory.byteSize() + " bytes of its destination");
    }
  }
}
