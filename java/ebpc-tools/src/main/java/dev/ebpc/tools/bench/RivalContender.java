package dev.ebpc.tools.bench;

import dev.ebpc.tools.rivals.Rival;
import java.util.Arrays;
import java.util.List;

/** A rival on arrays: every piece becomes one block of its own. */
final class RivalContender implements Contender {
  private final Rival rival;
  private final List<byte[]> pieces;
  private final byte[] compressed;
  private final byte[] restored;
  private int piece;
  private int compressedBytes;

  /**
   * Makes a contender.
   *
   * @param rival closed with this
   */
  RivalContender(Rival rival, Workload workload) {
    this.rival = rival;
    pieces = workload.pieces();
    int most = pieces.get(0).length;
    compressed = new byte[rival.maxCompressedLength(most)];
    restored = new byte[most];
  }

  @Override
  public int encode(int number) {
    piece = number;
    byte[] words = pieces.get(piece);
    compressedBytes = rival.compress(words, words.length, compressed);
    return compressedBytes;
  }

  @Override
  public void decode() {
    rival.decompress(compressed, compressedBytes, restored, pieces.get(piece).length);
  }

  @Override
  public boolean restored() {
    byte[] words = pieces.get(piece);
    return Arrays.equals(words, 0, words.length, restored, 0, words.length);
  }

  @Override
  public void close() {
    rival.close();
  }
}
