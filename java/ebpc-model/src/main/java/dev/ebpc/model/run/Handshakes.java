package dev.ebpc.model.run;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The handshakes of one port in the order of time: cycle, word and last flag of each.
 *
 * <p>Not thread-safe while it is being filled.
 */
public final class Handshakes {
  private int[] cycles;
  private int[] words;
  private final BitSet lasts = new BitSet();
  private int size;

  /**
   * An empty list.
   *
   * @param expected how many handshakes there may be; more are welcome
   */
  Handshakes(int expected) {
    cycles = new int[Math.max(16, expected)];
    words = new int[cycles.length];
  }

  void add(int cycle, int word, boolean last) {
    if (size == cycles.length) {
      cycles = Arrays.copyOf(cycles, 2 * size);
      words = Arrays.copyOf(words, 2 * size);
    }
    cycles[size] = cycle;
    words[size] = word;
    if (last) {
      lasts.set(size);
    }
    size++;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Cycle of handshake i; cycle 0 is the first one after reset. */
  public int cycle(int i) {
    return cycles[i];
  }

  /** Word of handshake i, W bits. */
  public int word(int i) {
    return words[i];
  }

  /** Last flag of handshake i. */
  public boolean last(int i) {
    return lasts.get(i);
  }

  /** All words. */
  public int[] words() {
    return Arrays.copyOf(words, size);
  }

  /** All cycles. */
  public int[] cycles() {
    return Arrays.copyOf(cycles, size);
  }

  /**
   * Whether the same words with the same last flags went through another port, whenever it was.
   *
   * @param other the other port
   */
  public boolean sameWords(Handshakes other) {
    return Arrays.equals(words(), other.words()) && lasts.equals(other.lasts);
  }
}
