package dev.ebpc.tools.bench;

import dev.ebpc.tools.rivals.RivalStatus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A rival on direct memory: every piece becomes one block of its own. */
final class DirectRivalContender implements Contender {
  private final OpenRivals rivals;
  private final PieceMemory memory;
  private final List<ByteBuffer> pieces = new ArrayList<>();
  private final int[] lengths;
  private final ByteBuffer compressed;
  private final ByteBuffer restored;
  private int piece;
  private int compressedBytes;

  DirectRivalContender(RivalStatus rival, Workload workload) {
    rivals = new OpenRivals(rival, workload);
    memory = new PieceMemory(workload, true);
    lengths = workload.pieces().stream().mapToInt(Piece::bytes).toArray();
    for (int i = 0; i < lengths.length; i++) {
      pieces.add(memory.piece(i).asByteBuffer());
    }
    compressed = memory.allocate(rivals.maxCompressedLength(workload.longest())).asByteBuffer();
    restored = memory.room().asByteBuffer();
  }

  @Override
  public int encode(int number) {
    piece = number;
    compressedBytes = rivals.of(piece).compress(pieces.get(piece), lengths[piece], compressed);
    return compressedBytes;
  }

  @Override
  public void decode() {
    rivals.of(piece).decompress(compressed, compressedBytes, restored, lengths[piece]);
  }

  @Override
  public boolean restored() {
    return memory.restored(piece);
  }

  @Override
  public void close() {
    rivals.close();
    memory.close();
  }
}
