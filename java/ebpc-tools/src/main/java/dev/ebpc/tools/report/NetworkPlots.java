package dev.ebpc.tools.report;

import dev.ebpc.tools.evaluation.BpcSymbols.Symbol;
import dev.ebpc.tools.evaluation.Counts;
import dev.ebpc.tools.evaluation.MapEvaluation;
import dev.ebpc.tools.evaluation.Method;
import dev.ebpc.tools.evaluation.NetworkSummary;
import dev.ebpc.tools.evaluation.NetworkSummary.Part;
import dev.ebpc.tools.evaluation.Sweep;
import dev.ebpc.tools.report.LineChart.Point;
import dev.ebpc.tools.report.LineChart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The plots of one network. */
final class NetworkPlots {
  private static final double LEAST_SHARE = 1e-5;

  private final List<NetworkSummary> maps;
  private final List<NetworkSummary> gradients;

  /**
   * Prepares plots.
   *
   * @param maps a network's feature maps, one summary per format
   * @param gradients its gradient maps likewise, perhaps none
   */
  NetworkPlots(List<NetworkSummary> maps, List<NetworkSummary> gradients) {
    this.maps = maps;
    this.gradients = gradients;
  }

  /** One box plot per format, all over the same axis. */
  List<String> methodBoxes() {
    List<NetworkSummary> all = new ArrayList<>(maps);
    all.addAll(gradients);
    List<List<BoxPlot.Row>> plots = all.stream().map(NetworkPlots::methodRows).toList();
    double[] ratios =
        plots.stream()
            .flatMap(List::stream)
            .flatMapToDouble(row -> Arrays.stream(row.values()))
            .toArray();
    Scale axis =
        Scale.logarithmic(
            Arrays.stream(ratios).min().orElse(1), Arrays.stream(ratios).max().orElse(2), 2);
    List<String> figures = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      NetworkSummary summary = all.get(i);
      String title =
          summary.formatText() + (summary.isGradient() ? " gradient maps" : " feature maps");
      figures.add(
          Html.figure(
              title,
              new BoxPlot(title, "compression ratio", axis, plots.get(i)).svg(),
              "",
              Numbers.count(summary.maps().size(), "map")
                  + ": box from quartile to quartile with the median, whiskers to the extremes, dot"
                  + " for all maps together. Right is better."));
    }
    return figures;
  }

  private static List<BoxPlot.Row> methodRows(NetworkSummary summary) {
    Map<String, Function<Counts, Long>> methods = new LinkedHashMap<>();
    for (Method method : Method.values()) {
      if (method.role() != Method.Role.PART && summary.total().has(method)) {
        methods.put(shortName(method), counts -> counts.bits(method));
      }
      if (method == Method.BPC_STREAM) {
        methods.put("EBPC hardware", Counts::hardwareBits);
      }
    }
    List<BoxPlot.Row> rows = new ArrayList<>();
    methods.forEach(
        (name, bits) -> {
          // A stream of no bits (the published count of nothing but zeros) has no ratio.
          double[] ratios =
              summary.maps().stream()
                  .map(MapEvaluation::counts)
                  .filter(counts -> bits.apply(counts) > 0)
                  .mapToDouble(counts -> counts.ratio(bits.apply(counts)))
                  .toArray();
          if (ratios.length > 0) {
            double all = summary.total().ratio(bits.apply(summary.total()));
            rows.add(BoxPlot.row(name, styleOf(name), ratios, all));
          }
        });
    return rows;
  }

  private static String shortName(Method method) {
    return method == Method.EBPC_PUBLISHED ? "EBPC published" : method.label();
  }

  private static String styleOf(String name) {
    return name.startsWith("EBPC") ? "ours" : name.startsWith("order") ? "bound" : "earlier";
  }

  /** Ratio and sparsity by layer. */
  List<String> layers() {
    double layers = maps.stream().mapToInt(summary -> summary.layers().size()).max().orElse(1);
    Scale x = Scale.linear(0, Math.max(1, layers - 1));
    List<Series> ratios = byLayer(Counts::ratio);
    double[] range = LineChart.range(ratios);
    String ratioTitle = "Ratio by layer";
    String zeroTitle = "Zeros by layer";
    return List.of(
        Html.figure(
            ratioTitle,
            new LineChart(
                    ratioTitle,
                    "layer, from the input on",
                    "compression ratio",
                    x,
                    Scale.logarithmic(Math.min(1, range[0]), range[1], 2),
                    ratios,
                    true)
                .svg(),
            legend(),
            "Hardware code; all pictures together. Point at a dot for the layer’s name."),
        Html.figure(
            zeroTitle,
            new LineChart(
                    zeroTitle,
                    "layer, from the input on",
                    "zeros, % of words",
                    x,
                    new Scale(0, 100, 0),
                    byLayer(counts -> 100 * counts.sparsity()),
                    true)
                .svg(),
            legend(),
            "What quantisation rounds to zero counts as zero: fewer bits, more zeros."));
  }

  private List<Series> byLayer(ToDoubleFunction<Counts> height) {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      List<Point> points = new ArrayList<>();
      List<Part> layers = maps.get(i).layers();
      for (int place = 0; place < layers.size(); place++) {
        Part layer = layers.get(place);
        points.add(
            new Point(layer.numberOr(place), height.applyAsDouble(layer.counts()), layer.name()));
      }
      series.add(new Series("s" + i % 6, points));
    }
    return series;
  }

  private String legend() {
    List<String> styles = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      styles.add("s" + i % 6);
    }
    return Html.legend(maps.stream().map(NetworkSummary::formatText).toList(), styles);
  }

  /** Histogram of values, and what the bits of the stream are spent on. */
  List<String> valuesAndSymbols() {
    List<NetworkSummary> shown =
        Stream.concat(Stream.of(maps.get(0)), gradients.stream().limit(1)).toList();
    List<Series> series = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (NetworkSummary summary : shown) {
      series.add(new Series("s" + series.size(), histogram(summary.total())));
      String kind = summary.isGradient() ? " gradient maps" : " feature maps";
      names.add(
          summary.formatText()
              + kind
              + ", "
              + Numbers.percent(summary.total().sparsity())
              + " zeros");
    }
    boolean signed =
        series.stream().anyMatch(one -> one.points().stream().anyMatch(NetworkPlots::isNegative));
    String title = "Histogram of values";
    String histogram =
        Html.figure(
            title,
            new LineChart(
                    title,
                    "value, in parts of full scale",
                    "share of non-zero words",
                    new Scale(signed ? -1 : 0, 1, 0),
                    Scale.logarithmic(LEAST_SHARE, 1, 10),
                    signed ? series : positive(series),
                    false)
                .svg(),
            Html.legend(names, series.stream().map(Series::style).toList()),
            "Zeros are left out. Integers: parts of the format’s range; floating point: of each map’s"
                + " greatest magnitude.");
    return List.of(histogram, symbols());
  }

  private static List<Point> histogram(Counts counts) {
    double nonZeros = counts.words() - counts.zeros();
    long[] bins = counts.values();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < bins.length; i++) {
      double share = Math.max(LEAST_SHARE, bins[i] / Math.max(1, nonZeros));
      points.add(new Point(2.0 * i / bins.length - 1, share, ""));
      points.add(new Point(2.0 * (i + 1) / bins.length - 1, share, ""));
    }
    return points;
  }

  private static boolean isNegative(Point point) {
    return point.x() < -1e-9 && point.y() > LEAST_SHARE;
  }

  private static List<Series> positive(List<Series> series) {
    return series.stream()
        .map(
            one ->
                new Series(
                    one.style(),
                    one.points().stream().filter(point -> point.x() >= -1e-9).toList()))
        .toList();
  }

  private String symbols() {
    List<String> names = Arrays.stream(Symbol.values()).map(Symbol::label).toList();
    List<ShareBars.Bar> bars =
        maps.stream()
            .map(
                summary ->
                    new ShareBars.Bar(
                        summary.formatText(),
                        Arrays.stream(Symbol.values())
                            .map(symbol -> summary.total().symbolBits().get(symbol))
                            .toList()))
            .toList();
    List<String> styles = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      styles.add("p" + i);
    }
    String title = "What the bits of the BPC stream are spent on";
    return Html.figure(
        title,
        new ShareBars(title, names, bars).svg(),
        Html.legend(names, styles),
        "Share of bits by symbol, in percent; hardware code, all maps together.");
  }

  /** Ratio over block size and over maximum zero run. */
  List<String> sweeps() {
    return List.of(
        sweep(
            "Block size",
            "block size n, words (R = 16)",
            Sweep.BLOCK_SIZES,
            Counts::bitsByBlockSize),
        sweep(
            "Maximum zero run",
            "maximum zero run R, words (n = 8)",
            Sweep.ZERO_RUNS,
            Counts::bitsByZeroRun));
  }

  private String sweep(
      String title, String across, List<Integer> steps, Function<Counts, long[]> bits) {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      Counts total = maps.get(i).total();
      List<Point> points = new ArrayList<>();
      for (int step = 0; step < steps.size(); step++) {
        String name = maps.get(i).formatText() + ", " + steps.get(step);
        points.add(new Point(steps.get(step), total.ratio(bits.apply(total)[step]), name));
      }
      series.add(new Series("s" + i % 6, points));
    }
    double[] range = LineChart.range(series);
    Scale x = Scale.logarithmic(steps.get(0), steps.get(steps.size() - 1), 2);
    Scale y = Scale.linear(range[0] - 0.02, range[1] + 0.02);
    return Html.figure(
        title,
        new LineChart(title, across, "compression ratio", x, y, series, true).svg(),
        legend(),
        "Hardware code, all maps together. The axis does not begin at zero.");
  }
}
