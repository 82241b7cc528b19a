package dev.ebpc.tools.report;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
  private Numbers() {}

  /** A ratio. */
  static String ratio(double ratio) {
    return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.2f", ratio) : "∞";
  }

  /** A share in percent. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** A gain in percent, with its sign. */
  static String gain(double gain) {
    return Double.isFinite(gain)
        ? String.format(Locale.ROOT, "%+.1f %%", 100 * gain).replace('-', '−')
        : "∞";
  }

  /** A whole number, its thousands apart. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
  }

  /** So many of something. */
  static String count(long number, String thing) {
    return grouped(number) + " " + thing + (number == 1 ? "" : "s");
  }
}
