package dev.ebpc.tools.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Pieces of a workload and room for one of them restored, in arrays or in direct memory. */
final class PieceMemory implements AutoCloseable {
  private static final int ALIGNMENT = 64;

  private final Arena arena = Arena.ofShared();
  private final List<MemorySegment> pieces;
  private final MemorySegment restored;
  private final List<MemorySegment> targets;
  private final boolean direct;

  PieceMemory(Workload workload, boolean direct) {
    this.direct = direct;
    pieces = workload.pieces().stream().map(piece -> place(piece.words())).toList();
    restored = allocate(workload.longest());
    targets = pieces.stream().map(words -> restored.asSlice(0, words.byteSize())).toList();
  }

  private MemorySegment place(byte[] piece) {
    MemorySegment words = MemorySegment.ofArray(piece);
    return direct ? allocate(piece.length).copyFrom(words) : words;
  }

  /** More memory of the same kind. */
  MemorySegment allocate(long bytes) {
    return direct
        ? arena.allocate(bytes, ALIGNMENT)
        : MemorySegment.ofArray(new byte[Math.toIntExact(bytes)]);
  }

  MemorySegment piece(int piece) {
    return pieces.get(piece);
  }

  /** Where pieces are restored, as long as the longest of them. */
  MemorySegment room() {
    return restored;
  }

  /** Where a piece is to be restored. */
  MemorySegment target(int piece) {
    return targets.get(piece);
  }

  boolean restored(int piece) {
    return pieces.get(piece).mismatch(target(piece)) < 0;
  }

  @Override
  public void close() {
    arena.close();
  }
}
