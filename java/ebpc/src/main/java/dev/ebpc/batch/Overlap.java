package dev.ebpc.batch;

import java.lang.foreign.MemorySegment;

/** A frame and its words in the same memory would overwrite each other. */
public final class Overlap {
  private Overlap() {}

  /**
   * Refuses a source and a target that share memory.
   *
   * @throws IllegalArgumentException if they do
   */
  public static void refuse(MemorySegment source, MemorySegment target) {
    if (source.asOverlappingSlice(target).isPresent()) {
      throw new IllegalArgumentException("source and target overlap");
    }
  }
}
