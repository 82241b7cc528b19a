package dev.ebpc.tools.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines over a common axis.
 *
 * @param title read aloud in place of the picture
 * @param across name of the axis below, with its unit
 * @param upwards name of the axis at the side, with its unit
 * @param x the axis below
 * @param y the axis at the side
 * @param series the lines
 * @param dots whether every point is marked
 */
record LineChart(
    String title,
    String across,
    String upwards,
    Scale x,
    Scale y,
    List<Series> series,
    boolean dots) {
  private static final double WIDTH = 460;
  private static final double HEIGHT = 270;
  private static final double LEFT = 70;
  private static final double RIGHT = WIDTH - 12;
  private static final double TOP = 12;
  private static final double BOTTOM = HEIGHT - 46;

  /**
   * One line.
   *
   * @param style class of its colour
   * @param points in the order of the line
   */
  record Series(String style, List<Point> points) {}

  /**
   * A point of a line.
   *
   * @param name told when it is pointed at
   */
  record Point(double x, double y, String name) {}

  String svg() {
    Svg svg = new Svg(title, WIDTH, HEIGHT);
    for (double mark : y.marks()) {
      svg.line(
          mark == 1 && y.base() > 0 ? "grid one" : "grid", LEFT, down(mark), RIGHT, down(mark));
      svg.text("mark end", LEFT - 6, down(mark) + 4, Scale.label(mark));
    }
    for (double mark : x.marks()) {
      svg.line("tick", right(mark), BOTTOM, right(mark), BOTTOM + 5);
      svg.text("mark middle", right(mark), BOTTOM + 20, Scale.label(mark));
    }
    svg.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
    svg.text("name middle", (LEFT + RIGHT) / 2, HEIGHT - 6, across);
    svg.upwards("name middle", 14, (TOP + BOTTOM) / 2, upwards);
    series.forEach(one -> draw(svg, one));
    return svg.end();
  }

  private void draw(Svg svg, Series one) {
    List<Point> points = one.points();
    double[] path = new double[2 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      path[2 * i] = right(points.get(i).x());
      path[2 * i + 1] = down(points.get(i).y());
    }
    svg.path("line " + one.style(), path);
    if (dots) {
      for (Point point : points) {
        String told = String.format(Locale.ROOT, "%s: %.3g", point.name(), point.y());
        svg.dot("dot " + one.style(), right(point.x()), down(point.y()), 3, told);
      }
    }
  }

  private double right(double value) {
    return LEFT + (RIGHT - LEFT) * x.place(value);
  }

  private double down(double value) {
    return BOTTOM - (BOTTOM - TOP) * y.place(value);
  }

  /** The least and the greatest height of some lines. */
  static double[] range(List<Series> lines) {
    List<Double> heights = new ArrayList<>();
    lines.forEach(line -> line.points().forEach(point -> heights.add(point.y())));
    return new double[] {
      heights.stream().mapToDouble(Double::doubleValue).min().orElse(0),
      heights.stream().mapToDouble(Double::doubleValue).max().orElse(1)
    };
  }
}
