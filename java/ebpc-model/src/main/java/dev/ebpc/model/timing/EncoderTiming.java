package dev.ebpc.model.timing;

import dev.ebpc.model.HardwareParameters;
import java.util.Objects;

/**
 * Cycles of the encoder with a source and sinks that never pause, by a recurrence over blocks;
 * equal to the cycle level.
 *
 * <p>Word j enters in cycle I(j) and is finished in t(j) = I(j+1) = I(j)+1, except that the first
 * word of block m waits until block m-1 has left the delta stage: t(j) &gt;= S(m-1). Block m moves
 * on to the slice in S(m) = max(F(m)+1, E(m-1)), where F(m) is t of its last word, and leaves the
 * slice in E(m) = S(m)+W+2+z(m): base, W+1 planes and one cycle for each of the z(m) runs of zero
 * planes that a non-zero plane ends.
 *
 * <p>Reusable; no allocation per call. Not thread-safe.
 */
public final class EncoderTiming {
  private final int blockSize;
  private final int blockCycles;
  private final int unusedWordBits;
  private final long upperPlanes;
  private final NonZeroTile tile;

  /** Cycles lost so far: word j enters in cycle j + lost. */
  private long lost;

  /** S of the block before, 0 before the first one. */
  private long slice;

  /** E of the block before. */
  private long coder;

  /**
   * The timing of one encoder.
   *
   * @param parameters what it is built with
   */
  public EncoderTiming(HardwareParameters parameters) {
    blockSize = parameters.blockSize();
    blockCycles = parameters.wordBits() + 2;
    unusedWordBits = 32 - parameters.wordBits();
    upperPlanes = (1L << (parameters.wordBits() + 1)) - 2;
    tile = new NonZeroTile(blockSize);
  }

  /**
   * Cycles of one transmission from the first to the last input handshake, both included.
   *
   * @param words N words, W bits right aligned in each
   * @return cycles, at least N
   * @throws IllegalArgumentException if a transmission cannot have N words
   */
  public long cycles(int[] words) {
    return cycles(words, 0, words.length);
  }

  /**
   * Cycles of a part of an array sent as one transmission.
   *
   * @param words holds the words
   * @param from index of the first word
   * @param to index behind the last word
   * @return cycles from the first to the last input handshake, both included
   * @throws IllegalArgumentException if a transmission cannot have so many words
   * @throws IndexOutOfBoundsException if the part is not within the array
   */
  public long cycles(int[] words, int from, int to) {
    Objects.checkFromToIndex(from, to, words.length);
    HardwareParameters.requireWords(to - from);
    lost = 0;
    slice = 0;
    coder = 0;
    // Nobody waits for the very last word: its handshake is the end.
    int lastPosition = to - from - 1;
    tile.start(words, from, to);
    while (tile.next()) {
      addBlocks(lastPosition);
    }
    if (tile.openBlock() >= 0) {
      enter(tile.openBlock(), lastPosition);
    }
    return to - from + lost;
  }

  private void addBlocks(int lastPosition) {
    int[] positions = tile.positions;
    for (int start = 0; start < tile.blockWords(); start += blockSize) {
      enter(positions[start], lastPosition);
      leave(positions[start + blockSize - 1], endedRuns(start));
    }
  }

  /** The first word of a block. */
  private void enter(int position, int lastPosition) {
    if (position < lastPosition) {
      lost = Math.max(lost, slice - position - 1);
    }
  }

  /** The last word of a block. */
  private void leave(int position, int endedRuns) {
    long finished = position + 1 + lost;
    slice = Math.max(finished + 1, coder);
    coder = slice + blockCycles + endedRuns;
  }

  /** Runs of zero planes (DBX) with a non-zero plane above them. */
  private int endedRuns(int start) {
    int[] values = tile.values;
    // Bit k: plane k is not zero.
    long planes = 0;
    long previous = signed(values[start]);
    for (int i = start + 1; i < start + blockSize; i++) {
      long value = signed(values[i]);
      long delta = value - previous;
      planes |= delta ^ (delta << 1);
      previous = value;
    }
    return Long.bitCount(planes & ~(planes << 1) & upperPlanes);
  }

  private long signed(int word) {
    return (word << unusedWordBits) >> unusedWordBits;
  }
}
