package dev.ebpc.onnx;

/**
 * Scales one channel of a picture with a triangle filter as wide as the step it takes, so that
 * details vanish instead of turning into patterns when a picture shrinks. This is what 'bilinear'
 * means where ImageNet pictures are prepared.
 */
final class Resampling {
  private Resampling() {}

  /**
   * Scales a channel.
   *
   * @param from values, row by row
   * @param width of it
   * @param height of it
   * @param newWidth wanted, at least 1
   * @param newHeight wanted, at least 1
   * @return values, row by row
   */
  static float[] scale(float[] from, int width, int height, int newWidth, int newHeight) {
    float[] rows = new float[newWidth * height];
    for (int x = 0; x < newWidth; x++) {
      Filter filter = new Filter(x, width, newWidth);
      for (int y = 0; y < height; y++) {
        rows[y * newWidth + x] = filter.at(from, y * width, 1);
      }
    }
    float[] to = new float[newWidth * newHeight];
    for (int y = 0; y < newHeight; y++) {
      Filter filter = new Filter(y, height, newHeight);
      for (int x = 0; x < newWidth; x++) {
        to[y * newWidth + x] = filter.at(rows, x, newWidth);
      }
    }
    return to;
  }

  /** Weights of the old samples that make one new sample. */
  private static final class Filter {
    private final int first;
    private final float[] weights;

    Filter(int sample, int oldLength, int newLength) {
      double step = (double) oldLength / newLength;
      double reach = Math.max(step, 1);
      double centre = (sample + 0.5) * step;
      first = (int) Math.max(0, Math.floor(centre - reach + 0.5));
      int end = (int) Math.min(oldLength, Math.floor(centre + reach + 0.5));
      weights = new float[end - first];
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        double distance = Math.abs(first + i + 0.5 - centre) / reach;
        weights[i] = (float) Math.max(0, 1 - distance);
        sum += weights[i];
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= (float) sum;
      }
    }

    float at(float[] samples, int start, int stride) {
      float sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * samples[start + (first + i) * stride];
      }
      return sum;
    }
  }
}
