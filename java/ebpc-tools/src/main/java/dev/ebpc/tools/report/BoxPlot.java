package dev.ebpc.tools.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Boxes below each other over a common logarithmic axis: from quartile to quartile with a line at
 * the median, whiskers to the least and the greatest value, and a mark for the value of all taken
 * together.
 *
 * @param title read aloud in place of the picture
 * @param across name of the axis, with its unit
 * @param axis the axis
 * @param rows the boxes
 */
record BoxPlot(String title, String across, Scale axis, List<Row> rows) {
  private static final double WIDTH = 460;
  private static final double LEFT = 128;
  private static final double RIGHT = WIDTH - 16;
  private static final double TOP = 8;
  private static final double ROW_HEIGHT = 27;
  private static final double BOX_HEIGHT = 15;

  /**
   * One box.
   *
   * @param name what it is of
   * @param style class of its colour
   * @param values sorted, at least one
   * @param all value of all taken together
   */
  @SuppressWarnings("ArrayRecordComponent") // drawn, never compared
  record Row(String name, String style, double[] values, double all) {

    /** A value below which a share of all values lies, by interpolation. */
    double quantile(double share) {
      double place = share * (values.length - 1);
      int below = (int) place;
      int above = Math.min(below + 1, values.length - 1);
      return values[below] + (place - below) * (values[above] - values[below]);
    }

    /** The least value, the median and the greatest value. */
    double[] extremes() {
      return new double[] {quantile(0), quantile(0.5), quantile(1)};
    }

    private String told() {
      return String.format(
          Locale.ROOT,
          "%s: all maps together %.2f; median %.2f, quartiles %.2f to %.2f, range %.2f to %.2f, %d maps",
          name,
          all,
          quantile(0.5),
          quantile(0.25),
          quantile(0.75),
          quantile(0),
          quantile(1),
          values.length);
    }
  }

  String svg() {
    double bottom = TOP + ROW_HEIGHT * rows.size();
    Svg svg = new Svg(title, WIDTH, bottom + 46);
    for (double mark : axis.marks()) {
      svg.line(mark == 1 ? "grid one" : "grid", right(mark), TOP, right(mark), bottom);
      svg.text("mark middle", right(mark), bottom + 18, Scale.label(mark));
    }
    svg.text("name middle", (LEFT + RIGHT) / 2, bottom + 40, across);
    for (int i = 0; i < rows.size(); i++) {
      draw(svg, rows.get(i), TOP + ROW_HEIGHT * (i + 0.5));
    }
    return svg.end();
  }

  private void draw(Svg svg, Row row, double middle) {
    double low = right(row.quantile(0.25));
    double high = right(row.quantile(0.75));
    double median = right(row.quantile(0.5));
    double half = BOX_HEIGHT / 2;
    svg.text("mark end", LEFT - 8, middle + 4, row.name());
    svg.line("whisker " + row.style(), right(row.quantile(0)), middle, low, middle);
    svg.line("whisker " + row.style(), high, middle, right(row.quantile(1)), middle);
    svg.box(
        "box " + row.style(), low, middle - half, Math.max(1, high - low), BOX_HEIGHT, row.told());
    svg.line("median " + row.style(), median, middle - half, median, middle + half);
    svg.dot("all " + row.style(), right(row.all()), middle, 4.5, row.told());
  }

  private double right(double value) {
    return LEFT + (RIGHT - LEFT) * axis.place(value);
  }

  /** A row of values in any order. */
  static Row row(String name, String style, double[] values, double all) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Row(name, style, sorted, all);
  }
}
