package dev.ebpc.engine;

import java.util.List;
import java.util.Random;

/** Words of many kinds: sparse, dense, smooth, extreme, so that every symbol comes up. */
public enum TestWords {
  NOISE {
    @Override
    int next(Random random, int previous, int wordBits) {
      return random.nextInt();
    }
  },
  ZEROS {
    @Override
    int next(Random random, int previous, int wordBits) {
      return 0;
    }
  },
  CONSTANT {
    @Override
    int next(Random random, int previous, int wordBits) {
      return 5;
    }
  },
  SPARSE {
    @Override
    int next(Random random, int previous, int wordBits) {
      return random.nextInt(20) == 0 ? random.nextInt() : 0;
    }
  },
  IN_TURN {
    @Override
    int next(Random random, int previous, int wordBits) {
      // Out of step now and then: many short symbols in a row, and one more than usual.
      boolean outOfStep = random.nextInt(32) == 0;
      return (previous == 0) != outOfStep ? 1 + random.nextInt(3) : 0;
    }
  },
  RELU {
    @Override
    int next(Random random, int previous, int wordBits) {
      int value = (int) (random.nextGaussian() * (1L << (wordBits - 1)) / 5);
      return Math.max(value, 0);
    }
  },
  SMOOTH {
    @Override
    int next(Random random, int previous, int wordBits) {
      return previous + random.nextInt(5) - 2;
    }
  },
  EXTREME {
    @Override
    int next(Random random, int previous, int wordBits) {
      int top = 1 << (wordBits - 1);
      return new int[] {0, 1, -1, top, top - 1, top + 1}[random.nextInt(6)];
    }
  },
  ONE_BIT {
    @Override
    int next(Random random, int previous, int wordBits) {
      return previous ^ 1 << random.nextInt(wordBits);
    }
  },
  LONG_RUNS {
    @Override
    int next(Random random, int previous, int wordBits) {
      boolean stay = random.nextInt(300) != 0;
      return (previous == 0) == stay ? 0 : random.nextInt();
    }
  };

  private static final List<TestWords> ALL = List.of(values());

  /** One of the kinds. */
  public static TestWords any(Random random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  abstract int next(Random random, int previous, int wordBits);

  /**
   * Makes words.
   *
   * @return words as the low W bits, zero-extended
   */
  public int[] make(Random random, int count, int wordBits) {
    int[] words = new int[count];
    int mask = -1 >>> (32 - wordBits);
    int previous = 0;
    for (int i = 0; i < count; i++) {
      previous = next(random, previous, wordBits) & mask;
      words[i] = previous;
    }
    return words;
  }
}
