package dev.ebpc.model.support;

import dev.ebpc.model.HardwareParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Inputs of tests: every kind of words, every legal parameterisation. */
public final class Inputs {
  private Inputs() {}

  /** Every legal W and n, each with the least, the usual and the largest Z and one between. */
  public static List<HardwareParameters> allParameters() {
    List<HardwareParameters> all = new ArrayList<>();
    int[][] widths = {{8, 8}, {16, 8}, {16, 16}, {32, 8}, {32, 16}, {32, 32}};
    for (int[] width : widths) {
      for (int z : new int[] {1, 2, 4, width[0] - 2}) {
        all.add(new HardwareParameters(width[0], width[1], z));
      }
    }
    return all;
  }

  /**
   * Words of a random kind.
   *
   * @param length N
   */
  public static int[] words(HardwareParameters parameters, int length, SplittableRandom random) {
    int kind = random.nextInt(7);
    double zeros = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextDouble();
    int[] words = new int[length];
    int value = random.nextInt();
    for (int i = 0; i < length; i++) {
      value =
          switch (kind) {
            case 0 -> random.nextInt();
            case 1 -> value + random.nextInt(-2, 3);
            case 2 -> random.nextInt(1, 4);
            case 3 -> value;
            case 4 -> i + 1;
            case 5 -> random.nextBoolean() ? Integer.MIN_VALUE >> (32 - parameters.wordBits()) : -1;
            default -> 1 << random.nextInt(parameters.wordBits());
          };
      words[i] = random.nextDouble() < zeros ? 0 : value & parameters.wordMask();
    }
    return words;
  }
}
