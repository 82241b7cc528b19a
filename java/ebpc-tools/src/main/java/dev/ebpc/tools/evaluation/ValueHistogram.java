package dev.ebpc.tools.evaluation;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.maps.FloatWords;

/**
 * How the non-zero values of a tensor lie within the range of their format, or, of floating point,
 * within the range that the tensor itself spans.
 */
final class ValueHistogram {
  /** Bins from the least value (or minus the greatest magnitude) to the greatest. */
  static final int BINS = 128;

  private final NumberFormat format;
  private final int wordBits;
  private final float magnitude;
  private final long[] bins = new long[BINS];

  /**
   * Starts with nothing counted.
   *
   * @param magnitude the greatest magnitude of the tensor; of floating point only
   */
  ValueHistogram(NumberFormat format, int wordBits, float magnitude) {
    this.format = format;
    this.wordBits = wordBits;
    this.magnitude = magnitude;
  }

  void add(int[] tile, int count) {
    for (int i = 0; i < count; i++) {
      if (format.fixedWidth()) {
        addFloat(FloatWords.value(tile[i], format));
      } else if (tile[i] != 0) {
        bins[binOf(tile[i])]++;
      }
    }
  }

  private int binOf(int word) {
    // Words that are too short for all bins fill every second or fourth of them.
    int low = word << (32 - wordBits);
    return (format.signed() ? low ^ Integer.MIN_VALUE : low) >>> 25;
  }

  private void addFloat(float value) {
    if (value != 0 && Float.isFinite(value) && magnitude > 0) {
      int bin = (int) ((value / magnitude + 1) * (BINS / 2));
      bins[Math.min(bin, BINS - 1)]++;
    }
  }

  long[] bins() {
    return bins;
  }
}
