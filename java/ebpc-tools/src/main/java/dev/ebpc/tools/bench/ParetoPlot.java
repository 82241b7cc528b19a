package dev.ebpc.tools.bench;

import dev.ebpc.tools.io.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Ratio against speed: a row for each workload, coding on the left, decoding on the right. The line
 * joins codecs that no other one beats in both.
 */
public final class ParetoPlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 460;

  private final List<List<XYChart>> rows = new ArrayList<>();

  /** Draws the results of one or more workloads. */
  public ParetoPlot(List<Result> results) {
    Map<String, List<Result>> byData = new LinkedHashMap<>();
    for (Result result : results) {
      byData.computeIfAbsent(result.data(), none -> new ArrayList<>()).add(result);
    }
    byData.forEach(
        (data, some) ->
            rows.add(
                List.of(
                    chart(data + ", encode", some, r -> r.encode().gigabytesPerSecond()),
                    chart(data + ", decode", some, r -> r.decode().gigabytesPerSecond()))));
  }

  /** Writes a PNG image. */
  public void writePng(OutputStream out) throws IOException {
    picture().writePng(out);
  }

  /** Writes an SVG document. */
  public void writeSvg(OutputStream out) throws IOException {
    picture().writeSvg(out);
  }

  private Picture picture() {
    return new Picture(2 * WIDTH, rows.size() * HEIGHT, this::paint);
  }

  private void paint(Graphics2D graphics) {
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < 2; column++) {
        Graphics2D part = (Graphics2D) graphics.create();
        part.translate(column * WIDTH, row * HEIGHT);
        rows.get(row).get(column).paint(part, WIDTH, HEIGHT);
        part.dispose();
      }
    }
  }

  private static XYChart chart(String title, List<Result> results, ToDoubleFunction<Result> speed) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("GB/s of words")
            .yAxisTitle("ratio")
            .build();
    chart
        .getStyler()
        .setXAxisLogarithmic(true)
        .setLegendPosition(Styler.LegendPosition.OutsideE)
        .setChartBackgroundColor(Color.WHITE);
    // Dashes would be drawn one by one in SVG.
    chart.getStyler().setPlotGridLinesStroke(new BasicStroke(0.5f));
    chart.getStyler().setYAxisMin(bottom(results)).setYAxisMax(top(results));
    chart.getStyler().setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    line(chart, front(results, speed), speed);
    dots(chart, "EBPC", results.stream().filter(Result::ours).toList(), speed, Color.RED);
    dots(chart, "others", results.stream().filter(r -> !r.ours()).toList(), speed, Color.BLUE);
    label(chart, results, speed);
    return chart;
  }

  /** Results that no other one beats in both, the fastest first. */
  static List<Result> front(List<Result> results, ToDoubleFunction<Result> speed) {
    List<Result> front = new ArrayList<>();
    for (Result next :
        results.stream().sorted(Comparator.comparingDouble(speed).reversed()).toList()) {
      if (front.isEmpty() || next.ratio() > front.get(front.size() - 1).ratio()) {
        front.add(next);
      }
    }
    return front;
  }

  private static void line(XYChart chart, List<Result> front, ToDoubleFunction<Result> speed) {
    XYSeries series = addSeries(chart, "best", front, speed);
    series.setMarker(SeriesMarkers.NONE).setLineColor(Color.LIGHT_GRAY);
  }

  private static void dots(
      XYChart chart, String name, List<Result> some, ToDoubleFunction<Result> speed, Color color) {
    if (some.isEmpty()) {
      return;
    }
    XYSeries series = addSeries(chart, name, some, speed);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color);
  }

  private static XYSeries addSeries(
      XYChart chart, String name, List<Result> results, ToDoubleFunction<Result> speed) {
    return chart.addSeries(
        name,
        results.stream().mapToDouble(speed).toArray(),
        results.stream().mapToDouble(Result::ratio).toArray());
  }

  /** Our engines first, since they get the best places. */
  private static void label(XYChart chart, List<Result> results, ToDoubleFunction<Result> speed) {
    double left = results.stream().mapToDouble(speed).map(Math::log).min().orElse(0);
    double right = results.stream().mapToDouble(speed).map(Math::log).max().orElse(1);
    double width = Math.max(right - left, 1e-9);
    double bottom = bottom(results);
    double height = top(results) - bottom;
    ToDoubleFunction<Result> x = result -> (Math.log(speed.applyAsDouble(result)) - left) / width;
    ToDoubleFunction<Result> y = result -> (result.ratio() - bottom) / height;
    PlotLabels labels = new PlotLabels();
    results.forEach(result -> labels.addDot(x.applyAsDouble(result), y.applyAsDouble(result)));
    results.stream()
        .sorted(Comparator.comparing(result -> !result.ours()))
        .forEach(
            result -> {
              double place =
                  labels.place(result.codec(), x.applyAsDouble(result), y.applyAsDouble(result));
              chart.addAnnotation(
                  new AnnotationText(
                      result.codec(), speed.applyAsDouble(result), bottom + place * height, false));
            });
  }

  private static double bottom(List<Result> results) {
    return 0.85 * results.stream().mapToDouble(Result::ratio).min().orElse(1);
  }

  private static double top(List<Result> results) {
    return 1.15 * results.stream().mapToDouble(Result::ratio).max().orElse(1);
  }
}
