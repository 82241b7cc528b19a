package dev.ebpc.tools.bench;

import dev.ebpc.tools.rivals.Rival;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A rival on direct memory: every piece becomes one block of its own. */
final class DirectRivalContender implements Contender {
  private final Rival rival;
  private final PieceMemory memory;
  private final List<ByteBuffer> pieces = new ArrayList<>();
  private final int[] lengths;
  private final ByteBuffer compressed;
  private final ByteBuffer restored;
  private int piece;
  private int compressedBytes;

  /**
   * Makes a contender.
   *
   * @param rival closed with this
   */
  DirectRivalContender(Rival rival, Workload workload) {
    this.rival = rival;
    memory = new PieceMemory(workload, true);
    lengths = workload.pieces().stream().mapToInt(words -> words.length).toArray();
    for (int i = 0; i < lengths.length; i++) {
      pieces.add(memory.piece(i).asByteBuffer());
    }
    compressed = memory.allocate(rival.maxCompressedLength(lengths[0])).asByteBuffer();
    restored = memory.room().asByteBuffer();
  }

  @Override
  public int encode(int number) {
    piece = number;
    compressedBytes = rival.compress(pieces.get(piece), lengths[piece], compressed);
    return compressedBytes;
  }

  @Override
  public void decode() {
    rival.decompress(compressed, compressedBytes, restored, lengths[piece]);
  }

  @Override
  public boolean restored() {
    return memory.restored(piece);
  }

  @Override
  public void close() {
    rival.close();
    memory.close();
  }
}
