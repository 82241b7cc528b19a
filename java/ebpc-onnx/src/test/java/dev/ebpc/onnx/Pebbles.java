package dev.ebpc.onnx;

import java.awt.image.BufferedImage;
import java.util.Random;

/** A picture that nobody took: pebbles of many colours, lit from above. */
final class Pebbles {
  static final int WIDTH = 160;
  static final int HEIGHT = 120;

  private static final int STONES = 70;

  private Pebbles() {}

  static BufferedImage paint() {
    Random random = new Random(2019);
    double[][] stones = new double[STONES][];
    for (int i = 0; i < STONES; i++) {
      stones[i] =
          new double[] {
            random.nextDouble() * WIDTH,
            random.nextDouble() * HEIGHT,
            0.35 + 0.6 * random.nextDouble(),
            0.35 + 0.5 * random.nextDouble(),
            0.3 + 0.5 * random.nextDouble()
          };
    }
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        picture.setRGB(x, y, colour(stones, x, y));
      }
    }
    return picture;
  }

  /** The nearest stone's colour, darker towards its gap to the next one. */
  private static int colour(double[][] stones, int x, int y) {
    double nearest = Double.MAX_VALUE;
    double second = Double.MAX_VALUE;
    double[] stone = stones[0];
    for (double[] other : stones) {
      double distance = StrictMath.hypot(other[0] - x, other[1] - y);
      if (distance < nearest) {
        second = nearest;
        nearest = distance;
        stone = other;
      } else {
        second = Math.min(second, distance);
      }
    }
    double light = Math.min(1, (second - nearest) / 5) * (1.1 - 0.4 * y / HEIGHT);
    int rgb = 0;
    for (int channel = 2; channel < 5; channel++) {
      int level = (int) Math.max(0, Math.min(255, 255 * stone[channel] * light));
      rgb = rgb << 8 | level;
    }
    return rgb;
  }
}
