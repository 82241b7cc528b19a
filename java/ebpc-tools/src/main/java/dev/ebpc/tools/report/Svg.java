package dev.ebpc.tools.report;

import java.util.Locale;

/** Writes SVG elements; colours and fonts are the business of the page's style sheet. */
final class Svg {
  private final StringBuilder out = new StringBuilder();

  /**
   * Begins a picture that is as wide as its place.
   *
   * @param title read aloud in its stead
   * @param width of its coordinates
   * @param height of its coordinates
   */
  Svg(String title, double width, double height) {
    out.append(
        format(
            "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">\n",
            width, height, Html.escape(title)));
  }

  Svg line(String style, double x1, double y1, double x2, double y2) {
    out.append(
        format(
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
            style, x1, y1, x2, y2));
    return this;
  }

  /** A rectangle that tells something when it is pointed at. */
  Svg box(String style, double x, double y, double width, double height, String told) {
    out.append(
        format(
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>\n",
            style, x, y, width, height, Html.escape(told)));
    return this;
  }

  /** A dot that tells something when it is pointed at. */
  Svg dot(String style, double x, double y, double radius, String told) {
    out.append(
        format(
            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>\n",
            style, x, y, radius, Html.escape(told)));
    return this;
  }

  /** A line through points, given as pairs of coordinates. */
  Svg path(String style, double[] coordinates) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < coordinates.length; i += 2) {
      path.append(format("%s%.1f %.1f", i == 0 ? "M" : "L", coordinates[i], coordinates[i + 1]));
    }
    out.append(format("<path class=\"%s\" d=\"%s\"/>\n", style, path));
    return this;
  }

  Svg text(String style, double x, double y, String text) {
    out.append(
        format(
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
            style, x, y, Html.escape(text)));
    return this;
  }

  /** Text that reads upwards. */
  Svg upwards(String style, double x, double y, String text) {
    out.append(
        format(
            "<text class=\"%s\" transform=\"translate(%.1f %.1f) rotate(-90)\">%s</text>\n",
            style, x, y, Html.escape(text)));
    return this;
  }

  /** The whole picture. */
  String end() {
    return out.append("</svg>\n").toString();
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would cost a dependency
  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
