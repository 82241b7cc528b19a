package dev.ebpc.tools.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds places for the names of dots that hide neither each other nor other dots, where there are
 * such places. In units of the plot: 1 is its width or height.
 */
final class PlotLabels {
  private static final double LETTER_WIDTH = 0.012;
  private static final double HEIGHT = 0.034;
  private static final double DOT = 0.012;

  /** How many heights above its dot a name is tried, the nearest places first. */
  private static final double[] STEPS = {0.9, -0.9, 1.8, -1.8, 2.7, -2.7, 3.6, -3.6};

  private record Box(double x, double y, double width, double height) {
    boolean meets(Box other) {
      return Math.abs(x - other.x) < (width + other.width) / 2
          && Math.abs(y - other.y) < (height + other.height) / 2;
    }
  }

  private final List<Box> taken = new ArrayList<>();

  /** Keeps the place of a dot free. */
  void addDot(double x, double y) {
    taken.add(new Box(x, y, DOT, DOT));
  }

  /** Places the name of a dot centred above or below it; gives its height in the plot. */
  double place(String name, double x, double y) {
    double width = LETTER_WIDTH * name.length();
    for (double step : STEPS) {
      Box box = new Box(x, y + step * HEIGHT, width, HEIGHT);
      if (box.y < 1 && box.y > 0 && taken.stream().noneMatch(box::meets)) {
        taken.add(box);
        return box.y;
      }
    }
    return y + STEPS[0] * HEIGHT;
  }
}
