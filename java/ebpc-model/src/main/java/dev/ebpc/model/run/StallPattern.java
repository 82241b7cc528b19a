package dev.ebpc.model.run;

import java.util.Arrays;

/**
 * In which cycles one side of a channel may act: explicit bits, or random ones.
 *
 * <p>For a sink it is the ready signal itself. For a source it gives the cycles in which the next
 * word may first be presented; valid then stays high until the handshake. Immutable and
 * thread-safe.
 */
public final class StallPattern {
  /** Acts in every cycle. */
  public static final StallPattern ALWAYS = new StallPattern(new long[0], 0, 0, 1.0, "");

  private final long[] bits;
  private final int length;
  private final long seed;
  private final long threshold;
  private final String text;

  private StallPattern(long[] bits, int length, long seed, double probability, String text) {
    this.bits = bits;
    this.length = length;
    this.seed = seed;
    threshold = probability >= 1 ? Long.MAX_VALUE : (long) (probability * Long.MAX_VALUE);
    this.text = text;
  }

  /**
   * Reads a pattern as users write it.
   *
   * @param text one character {@code 0} or {@code 1} per cycle, 1 for ever after the end; or {@code
   *     random:p:seed}, 1 with probability p (0 &lt; p &lt;= 1) in every cycle
   * @return the pattern
   * @throws IllegalArgumentException if it is neither
   */
  public static StallPattern parse(String text) {
    if (text.startsWith("random:")) {
      return parseRandom(text);
    }
    long[] bits = new long[(text.length() + 63) / 64];
    for (int cycle = 0; cycle < text.length(); cycle++) {
      char bit = text.charAt(cycle);
      if (bit == '1') {
        bits[cycle >> 6] |= 1L << cycle;
      } else if (bit != '0') {
        throw new IllegalArgumentException(
            "a stall pattern is made of 0 and 1, or random:p:seed; found '"
                + bit
                + "' in cycle "
                + cycle);
      }
    }
    return new StallPattern(bits, text.length(), 0, 1.0, text);
  }

  private static StallPattern parseRandom(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length == 3) {
      try {
        return random(Double.parseDouble(parts[1]), Long.parseLong(parts[2]));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("not of the form random:p:seed: " + text, e);
      }
    }
    throw new IllegalArgumentException("not of the form random:p:seed: " + text);
  }

  /**
   * A pattern of independent random cycles; the same for the same seed.
   *
   * @param probability share of cycles in which the side acts, above 0, at most 1
   * @param seed any number
   * @return the pattern
   */
  public static StallPattern random(double probability, long seed) {
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "the probability of a random pattern must be above 0 and at most 1, found "
              + probability);
    }
    return new StallPattern(
        new long[0], 0, seed, probability, "random:" + probability + ":" + seed);
  }

  /** The cycle from which on the pattern is all ones; 0 for random ones, which never end. */
  int length() {
    return length;
  }

  /**
   * Whether the side acts in a cycle.
   *
   * @param cycle from 0
   * @return 1 or 0 of the pattern
   */
  public boolean at(int cycle) {
    if (cycle < length) {
      return (bits[cycle >> 6] >>> cycle & 1) != 0;
    }
    return threshold == Long.MAX_VALUE || hash(cycle) < threshold;
  }

  /** A finaliser in the manner of SplitMix64: any cycle's bit without the ones before it. */
  private long hash(int cycle) {
    long z = (seed ^ 0x5DEECE66DL) + (cycle + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (z ^ (z >>> 31)) >>> 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StallPattern that
        && Arrays.equals(bits, that.bits)
        && length == that.length
        && seed == that.seed
        && threshold == that.threshold;
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The pattern as {@link #parse} reads it. */
  @Override
  public String toString() {
    return text;
  }
}
