package dev.ebpc.tools.command;

import java.util.Locale;

/** Compression ratios as people read them. */
final class Ratio {
  private Ratio() {}

  /** Original over compressed, with two decimals; a dash where nothing was there. */
  static String text(long original, long compressed) {
    return original == 0 || compressed == 0
        ? "-"
        : String.format(Locale.ROOT, "%.2f", (double) original / compressed);
  }
}
