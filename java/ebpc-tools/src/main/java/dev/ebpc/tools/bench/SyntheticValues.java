package dev.ebpc.tools.bench;

import java.util.Random;

/**
 * Made-up values with what decides about compression in real tensors: how large they are and how
 * widely that spreads, by channel, row and value; where zeros are; what neighbours have in common.
 * Everything follows from the seed, on every machine: {@link Random} and {@link StrictMath}.
 */
final class SyntheticValues {
  private static final double BIAS_OF_OUTLIERS = 3;

  private final Random random;

  SyntheticValues(long seed) {
    random = new Random(seed);
  }

  /** A number whose logarithm to base 2 is normal, around 1. */
  private double spread(double octaves) {
    return StrictMath.exp(octaves * StrictMath.log(2) * random.nextGaussian());
  }

  /**
   * Rows with channels of their own scale and mean, a few of them far from zero: keys, values,
   * hidden states.
   *
   * @param scale typical magnitude
   * @param octaves how far the channels' scales spread, in powers of two
   * @param mean typical distance of a channel's mean from zero, in its own scale
   * @param outliers share of channels whose mean lies far out
   */
  float[] channels(
      int groups,
      int rows,
      int channels,
      double scale,
      double octaves,
      double mean,
      double outliers) {
    float[] values = new float[groups * rows * channels];
    int at = 0;
    for (int group = 0; group < groups; group++) {
      double[] scales = new double[channels];
      double[] means = new double[channels];
      for (int channel = 0; channel < channels; channel++) {
        scales[channel] = scale * spread(octaves);
        double far = random.nextDouble() < outliers ? BIAS_OF_OUTLIERS : mean;
        means[channel] = scales[channel] * far * random.nextGaussian();
      }
      for (int row = 0; row < rows; row++) {
        for (int channel = 0; channel < channels; channel++) {
          values[at++] = (float) (means[channel] + scales[channel] * random.nextGaussian());
        }
      }
    }
    return values;
  }

  /** Rows of length 1, as sentence embeddings are. */
  float[] unitRows(int rows, int channels) {
    float[] values = channels(1, rows, channels, 1, 0.1, 0.3, 0);
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int i = row * channels; i < (row + 1) * channels; i++) {
        sum += values[i] * values[i];
      }
      for (int i = row * channels; i < (row + 1) * channels; i++) {
        values[i] = (float) (values[i] / StrictMath.sqrt(sum));
      }
    }
    return values;
  }

  /**
   * Weights: normal, every row of its own scale.
   *
   * @param tails share of weights that are larger, as trained ones are
   */
  float[] weights(int rows, int columns, double scale, double octaves, double tails) {
    float[] values = new float[rows * columns];
    int at = 0;
    for (int row = 0; row < rows; row++) {
      double rowScale = scale * spread(octaves);
      for (int column = 0; column < columns; column++) {
        double wider = random.nextDouble() < tails ? 1.6 : 1;
        values[at++] = (float) (rowScale * wider * random.nextGaussian());
      }
    }
    return values;
  }

  /** GELU of channels with means below zero: most of it is small and negative. */
  float[] gelu(int rows, int channels, double scale, double mean) {
    float[] values = new float[rows * channels];
    double[] means = new double[channels];
    double[] scales = new double[channels];
    for (int channel = 0; channel < channels; channel++) {
      means[channel] = mean + 0.5 * random.nextGaussian();
      scales[channel] = scale * spread(0.4);
    }
    for (int i = 0; i < values.length; i++) {
      double wider = random.nextDouble() < 0.01 ? 4 : 1;
      double x = means[i % channels] + scales[i % channels] * wider * random.nextGaussian();
      double inner = StrictMath.sqrt(2 / StrictMath.PI) * (x + 0.044715 * x * x * x);
      values[i] = (float) (0.5 * x * (1 + StrictMath.tanh(inner)));
    }
    return values;
  }

  /**
   * Attention: rows of softmax, every head more or less sharp, some columns that all rows attend
   * to.
   */
  float[] softmax(int heads, int tokens) {
    float[] values = new float[heads * tokens * tokens];
    int at = 0;
    for (int head = 0; head < heads; head++) {
      double sharpness = 0.6 * spread(0.4);
      double[] attended = new double[tokens];
      for (int token = 0; token < tokens; token++) {
        attended[token] = 1.2 * random.nextGaussian();
      }
      for (int row = 0; row < tokens; row++) {
        double sum = 0;
        for (int column = 0; column < tokens; column++) {
          double near = 1.5 / (1 + Math.abs(row - column));
          double score = sharpness * (0.6 * random.nextGaussian() + attended[column] + near);
          values[at + column] = (float) StrictMath.exp(score);
          sum += values[at + column];
        }
        for (int column = 0; column < tokens; column++) {
          values[at + column] = (float) (values[at + column] / sum);
        }
        at += tokens;
      }
    }
    return values;
  }

  /**
   * Planes of smooth noise, every channel of its own scale and level: what convolutions give.
   *
   * @param rough share of noise from word to word, 0 to 1
   * @param level mean of all, in units of the noise
   * @param levels how far the channels' means spread, in the same units
   */
  float[] planes(int channels, int height, int width, double rough, double level, double levels) {
    float[] values = new float[channels * height * width];
    for (int channel = 0; channel < channels; channel++) {
      double scale = spread(0.5);
      double mean = level + levels * random.nextGaussian();
      double[] coarse = noise((height / 4 + 2) * (width / 4 + 2));
      double[] middle = noise((height / 2 + 2) * (width / 2 + 2));
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double smooth = 0.8 * at(coarse, width, y, x, 4) + 0.6 * at(middle, width, y, x, 2);
          double value = mean + (1 - rough) * smooth + rough * random.nextGaussian();
          values[(channel * height + y) * width + x] = (float) (scale * value);
        }
      }
    }
    return values;
  }

  private double[] noise(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }

  /** A grid's value between its points, which lie some pixels apart. */
  private static double at(double[] grid, int width, int y, int x, int apart) {
    int columns = width / apart + 2;
    int corner = y / apart * columns + x / apart;
    double down = (double) (y % apart) / apart;
    double right = (double) (x % apart) / apart;
    double above = grid[corner] * (1 - right) + grid[corner + 1] * right;
    double below = grid[corner + columns] * (1 - right) + grid[corner + columns + 1] * right;
    return above * (1 - down) + below * down;
  }

  /** After a ReLU: negative values become zero. */
  static float[] relu(float[] values) {
    float[] positive = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      positive[i] = Math.max(0, values[i]);
    }
    return positive;
  }

  /** Gradients at a ReLU: zero where it was closed; elsewhere of all magnitudes. */
  float[] gradients(int channels, int height, int width, double scale) {
    float[] open = planes(channels, height, width, 0.05, 0.5, 1.0);
    float[] values = planes(channels, height, width, 0.5, 0, 0.1);
    for (int i = 0; i < values.length; i++) {
      values[i] = open[i] <= 0 ? 0 : (float) (scale * values[i] * spread(1.6));
    }
    return values;
  }
}
