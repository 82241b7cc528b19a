package dev.ebpc.model.data;

import dev.ebpc.model.HardwareParameters;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Words of known kinds, to measure on when there is no tensor at hand; the same for the same seed.
 * Stateless and thread-safe.
 */
public enum Generator {
  /** Independent: every non-zero word equally likely, zeros anywhere. */
  RANDOM {
    @Override
    void fill(int[] words, int wordBits, double zeros, SplittableRandom random) {
      for (int i = 0; i < words.length; i++) {
        boolean zero = random.nextDouble() < zeros;
        words[i] = zero ? 0 : (int) random.nextLong(1, 1L << wordBits);
      }
    }
  },

  /**
   * Neighbours are alike: a walk over the positive numbers, each step at most a sixteenth of full
   * scale; zeros anywhere, the walk goes on beneath them.
   */
  SMOOTH {
    @Override
    void fill(int[] words, int wordBits, double zeros, SplittableRandom random) {
      long end = 1L << (wordBits - 1);
      long step = end / 16;
      long value = end / 2;
      for (int i = 0; i < words.length; i++) {
        long next = value + random.nextLong(-step, step + 1);
        // At either end the walk turns round.
        value = next < 1 || next >= end ? value : next;
        words[i] = random.nextDouble() < zeros ? 0 : (int) value;
      }
    }
  },

  /**
   * As behind a rectifier: zeros in clusters, non-zero words positive and mostly small.
   *
   * <p>Zero or not is a Markov chain of two states with 3.5 zeros in a row on average, more where
   * the share of zeros cannot be had otherwise. The other words are the magnitudes of a Gaussian
   * whose standard deviation is a quarter of full scale, cut off at full scale.
   */
  RELU {
    @Override
    void fill(int[] words, int wordBits, double zeros, SplittableRandom random) {
      double odds = zeros / (1 - zeros);
      double meanRun = Math.max(3.5, odds);
      double leave = 1 / meanRun;
      double enter = zeros == 1 ? 1 : odds / meanRun;
      long fullScale = (1L << (wordBits - 1)) - 1;
      boolean zero = random.nextDouble() < zeros;
      for (int i = 0; i < words.length; i++) {
        double magnitude = 1 + Math.abs(random.nextGaussian()) * fullScale / 4;
        words[i] = zero ? 0 : (int) Math.min(fullScale, (long) magnitude);
        zero = zero ? random.nextDouble() >= leave : random.nextDouble() < enter;
      }
    }
  };

  /**
   * Generates words.
   *
   * @param count how many, 1 to 2^24
   * @param zeros share of zero words, 0 to 1; met on average
   * @param parameters give W
   * @param seed any number
   * @return words, W bits right aligned in each
   * @throws IllegalArgumentException if a transmission cannot have so many words or the share is
   *     not one
   */
  public int[] words(int count, double zeros, HardwareParameters parameters, long seed) {
    HardwareParameters.requireWords(count);
    if (!(zeros >= 0 && zeros <= 1)) {
      throw new IllegalArgumentException("the share of zeros must be 0 to 1, found " + zeros);
    }
    int[] words = new int[count];
    fill(words, parameters.wordBits(), zeros, new SplittableRandom(seed));
    return words;
  }

  abstract void fill(int[] words, int wordBits, double zeros, SplittableRandom random);

  /** Its name on the command line: {@code random}, {@code smooth} or {@code relu}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
