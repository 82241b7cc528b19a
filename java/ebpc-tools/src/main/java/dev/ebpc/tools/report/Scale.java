package dev.ebpc.tools.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where values lie on an axis, and where its marks are.
 *
 * @param low value at the beginning
 * @param high value at the end, greater than low
 * @param base 0 for a linear axis, else the base of a logarithmic one
 */
record Scale(double low, double high, int base) {
  private static final int MARKS = 5;

  /** Smaller marks are written with an exponent. */
  private static final double LEAST_PLAIN = 0.0099;

  /** A linear axis that begins and ends at marks. */
  static Scale linear(double low, double high) {
    double span = high > low ? high - low : 1;
    double step = step(span);
    return new Scale(Math.floor(low / step) * step, Math.ceil((low + span) / step) * step, 0);
  }

  /** A logarithmic axis that begins and ends at powers of a base. */
  static Scale logarithmic(double low, double high, int base) {
    double first = Math.floor(log(low, base) + 1e-9);
    double last = Math.max(first + 1, Math.ceil(log(high, base) - 1e-9));
    return new Scale(Math.pow(base, first), Math.pow(base, last), base);
  }

  private static double step(double span) {
    double rough = span / MARKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : new double[] {1, 2, 2.5, 5}) {
      if (factor * power >= rough) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static double log(double value, int base) {
    return Math.log(value) / Math.log(base);
  }

  /** Place of a value: 0 at the beginning of the axis, 1 at its end. Stays within. */
  double place(double value) {
    double place =
        base == 0
            ? (value - low) / (high - low)
            : (log(value, base) - log(low, base)) / (log(high, base) - log(low, base));
    return Math.max(0, Math.min(1, place));
  }

  /** Values at which the axis has marks. */
  List<Double> marks() {
    List<Double> marks = new ArrayList<>();
    if (base == 0) {
      double step = step(high - low);
      for (long i = Math.round(low / step); i <= Math.round(high / step); i++) {
        marks.add(i * step);
      }
      return marks;
    }
    int first = (int) Math.round(log(low, base));
    int last = (int) Math.round(log(high, base));
    int every = 1 + (last - first) / (MARKS + 3);
    for (int power = first; power <= last; power += every) {
      marks.add(Math.pow(base, power));
    }
    return marks;
  }

  /** A mark as people read it. */
  static String label(double mark) {
    if (mark == Math.rint(mark)) {
      return String.format(Locale.ROOT, "%.0f", mark);
    }
    if (Math.abs(mark) < LEAST_PLAIN) {
      return String.format(Locale.ROOT, "%.0e", mark).replace("e-0", "e\u2212");
    }
    return String.format(Locale.ROOT, "%.3f", mark).replaceAll("0+$", "");
  }
}
