package dev.ebpc.tools.evaluation;

import java.util.List;

/** The order in which formats are shown. */
final class Formats {
  private static final List<String> ORDER =
      List.of(
          "fixed8",
          "int8",
          "uint8",
          "fixed12",
          "fixed16",
          "int16",
          "uint16",
          "float16",
          "bfloat16");

  private Formats() {}

  static int order(String label) {
    int place = ORDER.indexOf(label);
    return place < 0 ? ORDER.size() : place;
  }
}
