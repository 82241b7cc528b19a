package dev.ebpc.tools.bench;

import dev.ebpc.tools.rivals.RivalStatus;
import java.util.Arrays;

/** A rival on arrays: every piece becomes one block of its own. */
final class RivalContender implements Contender {
  private final OpenRivals rivals;
  private final byte[][] pieces;
  private final byte[] compressed;
  private final byte[] restored;
  private int piece;
  private int compressedBytes;

  RivalContender(RivalStatus rival, Workload workload) {
    rivals = new OpenRivals(rival, workload);
    pieces = workload.pieces().stream().map(Piece::words).toArray(byte[][]::new);
    compressed = new byte[rivals.maxCompressedLength(workload.longest())];
    restored = new byte[workload.longest()];
  }

  @Override
  public int encode(int number) {
    piece = number;
    byte[] words = pieces[piece];
    compressedBytes = rivals.of(piece).compress(words, words.length, compressed);
    return compressedBytes;
  }

  @Override
  public void decode() {
    rivals.of(piece).decompress(compressed, compressedBytes, restored, pieces[piece].length);
  }

  @Override
  public boolean restored() {
    byte[] words = pieces[piece];
    return Arrays.equals(words, 0, words.length, restored, 0, words.length);
  }

  @Override
  public void close() {
    rivals.close();
  }
}
