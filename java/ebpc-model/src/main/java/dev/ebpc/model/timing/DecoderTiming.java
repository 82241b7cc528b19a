package dev.ebpc.model.timing;

import dev.ebpc.model.HardwareParameters;
import java.util.Objects;

/**
 * Cycles of the decoder with sources and a sink that never pause, by a recurrence over blocks;
 * equal to the cycle level.
 *
 * <p>The number of words is taken in cycle 0, the first words of both streams in cycle 1. With
 * words on offer all the time neither unpacker nor ZNZ decoder ever runs dry: each takes its next
 * word in the cycle in which it falls below W bits. So the base of block 0 is decoded in B(0) = 2,
 * its W+1 planes follow one per cycle, and the block moves from the collector to the slice in C(m)
 * = max(B(m)+W+2, P(m-1)), where P(m) is the cycle in which the last word of block m goes out and
 * frees the slice. The next base is decoded in the same cycle: B(m+1) = C(m). Word j goes out in
 * O(j) = O(j-1)+1, except that the first word of block m waits for the slice: O(j) &gt;= C(m)+1.
 *
 * <p>Reusable; no allocation per call. Not thread-safe.
 */
public final class DecoderTiming {
  /** Cycle in which the first base is decoded and the first word, if zero, goes out. */
  private static final int START = 2;

  private final int blockSize;
  private final int blockCycles;
  private final NonZeroTile tile;

  /** Cycles lost so far: word j goes out in cycle START + j + lost. */
  private long lost;

  /** B of the next block. */
  private long base;

  /** P of the block before, 0 before the first one. */
  private long freed;

  /**
   * The timing of one decoder.
   *
   * @param parameters what it is built with
   */
  public DecoderTiming(HardwareParameters parameters) {
    blockSize = parameters.blockSize();
    blockCycles = parameters.wordBits() + 2;
    tile = new NonZeroTile(blockSize);
  }

  /**
   * Cycles of one transmission from the handshake of its number of words to its last output
   * handshake, both included. The number of words of the next one can be taken in the cycle after.
   *
   * @param words N words that are decoded; only whether each is zero matters
   * @return cycles, at least N+2
   * @throws IllegalArgumentException if a transmission cannot have N words
   */
  public long cycles(int[] words) {
    return cycles(words, 0, words.length);
  }

  /**
   * Cycles of a part of an array that is one transmission.
   *
   * @param words holds the words
   * @param from index of the first word
   * @param to index behind the last word
   * @return cycles from the handshake of the number of words to the last output handshake, both
   *     included
   * @throws IllegalArgumentException if a transmission cannot have so many words
   * @throws IndexOutOfBoundsException if the part is not within the array
   */
  public long cycles(int[] words, int from, int to) {
    Objects.checkFromToIndex(from, to, words.length);
    HardwareParameters.requireWords(to - from);
    lost = 0;
    base = START;
    freed = 0;
    tile.start(words, from, to);
    while (tile.next()) {
      addBlocks();
    }
    if (tile.openBlock() >= 0) {
      enter(tile.openBlock());
    }
    return START + to - from + lost;
  }

  private void addBlocks() {
    int[] positions = tile.positions;
    for (int start = 0; start < tile.blockWords(); start += blockSize) {
      enter(positions[start]);
      freed = START + positions[start + blockSize - 1] + lost;
    }
  }

  /** The first word of a block. */
  private void enter(int position) {
    base = Math.max(base + blockCycles, freed);
    lost = Math.max(lost, base + 1 - START - position);
  }
}
