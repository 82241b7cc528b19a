package dev.ebpc.frame;

import dev.ebpc.batch.Overlap;
import java.lang.foreign.MemorySegment;

/** Writes straight to memory, from its start; to be used again for other memory. */
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
  MemorySegment room(int bytes) {
    if (bytes > memory.byteSize() - position()) {
      throw new IndexOutOfBoundsException(
          "the frame needs more than the " + memory.byteSize() + " bytes of its destination");
    }
    return memory;
  }

  @Override
  long at() {
    return position();
  }

  @Override
  void accept(int bytes) {}
}
