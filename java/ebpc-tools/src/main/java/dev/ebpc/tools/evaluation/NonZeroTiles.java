package dev.ebpc.tools.evaluation;

import dev.ebpc.tools.maps.WordTiles;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Collects the non-zero words of a tensor and hands them on in tiles of whole blocks, so that a
 * tensor of any length is counted in little memory. Not thread-safe.
 */
final class NonZeroTiles {
  private final int mask;
  private final List<Consumer<int[]>> takers;
  private final int[] tile = new int[WordTiles.WORDS];
  private int filled;

  /**
   * Starts with nothing collected.
   *
   * @param mask bits of a word that make it non-zero; 0 if zero words are wanted as well
   * @param takers given full tiles, and a last one that may be shorter; they must not keep it
   */
  NonZeroTiles(int mask, List<Consumer<int[]>> takers) {
    this.mask = mask;
    this.takers = takers;
  }

  void add(int[] words, int count) {
    for (int i = 0; i < count; i++) {
      tile[filled] = words[i];
      // Without a branch: half of the words being zero is the worst case of a branch predictor.
      filled += mask == 0 || (words[i] & mask) != 0 ? 1 : 0;
      if (filled == tile.length) {
        takers.forEach(taker -> taker.accept(tile));
        filled = 0;
      }
    }
  }

  void finish() {
    if (filled > 0) {
      int[] rest = Arrays.copyOf(tile, filled);
      takers.forEach(taker -> taker.accept(rest));
    }
  }
}
