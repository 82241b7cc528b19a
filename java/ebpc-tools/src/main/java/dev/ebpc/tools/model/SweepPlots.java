package dev.ebpc.tools.model;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.data.Generator;
import dev.ebpc.model.estimate.Accelerator;
import dev.ebpc.model.estimate.Dram;
import dev.ebpc.model.estimate.LayerEstimate;
import dev.ebpc.model.timing.DecoderTiming;
import dev.ebpc.model.timing.EncoderTiming;
import dev.ebpc.tools.io.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The pictures of a sweep, by name. */
public final class SweepPlots {
  private static final String RATIO = "ratio-area";
  private static final String TIME = "time-bandwidth";
  private static final String ENERGY = "energy-bandwidth";
  private static final String CYCLES = "cycles-density";

  /** The names of all pictures. */
  public static final List<String> NAMES = List.of(RATIO, TIME, ENERGY, CYCLES);

  private static final int WIDTH = 800;
  private static final int HEIGHT = 520;
  private static final int WORDS = 20_000;
  private static final String UNCOMPRESSED = "uncompressed";
  private static final double MICRO = 1e6;

  private final List<SweepPoint> points;

  /**
   * Prepares the pictures.
   *
   * @param points the sweep, at least one
   */
  public SweepPlots(List<SweepPoint> points) {
    this.points = points;
  }

  /** All pictures. */
  public Map<String, Picture> pictures() {
    Map<String, Picture> pictures = new LinkedHashMap<>();
    pictures.put(RATIO, picture(ratioAgainstArea()));
    pictures.put(TIME, picture(timeAgainstBandwidth()));
    pictures.put(ENERGY, picture(energyAgainstBandwidth()));
    pictures.put(CYCLES, picture(cyclesAgainstDensity()));
    return pictures;
  }

  private static Picture picture(XYChart chart) {
    return new Picture(WIDTH, HEIGHT, graphics -> chart.paint(graphics, WIDTH, HEIGHT));
  }

  /** A line over R for each W and n. */
  private XYChart ratioAgainstArea() {
    XYChart chart =
        chart("compression ratio against area", "encoder and decoder, kGE", "ratio", false);
    Map<String, List<SweepPoint>> shapes = new LinkedHashMap<>();
    Set<HardwareParameters> seen = new HashSet<>();
    for (SweepPoint point : points) {
      if (seen.add(point.parameters())) {
        shapes.computeIfAbsent(name(point), none -> new ArrayList<>()).add(point);
      }
    }
    shapes.forEach(
        (name, some) ->
            chart.addSeries(
                name + ", R=" + runs(some),
                some.stream().mapToDouble(SweepPlots::pairArea).toArray(),
                some.stream().mapToDouble(point -> point.sum().ratio()).toArray()));
    return chart;
  }

  private static double pairArea(SweepPoint point) {
    return point.estimator().encoder().kiloGates() + point.estimator().decoder().kiloGates();
  }

  private static String runs(List<SweepPoint> some) {
    return String.join(
        " ", some.stream().map(point -> "" + point.parameters().maxZeroRun()).toList());
  }

  /** A line without compression and one for each W, n and number of codecs. */
  private XYChart timeAgainstBandwidth() {
    double[] bandwidths = bandwidths();
    XYChart chart = chart("time against bandwidth", "memory, GB/s", "time, us", true);
    line(chart, UNCOMPRESSED, bandwidths, at(points.get(0), bandwidths, LayerEstimate::rawSeconds));
    best(point -> name(point) + ", " + point.estimator().accelerator().codecs() + " codecs")
        .forEach(
            (name, point) ->
                line(chart, name, bandwidths, at(point, bandwidths, LayerEstimate::seconds)));
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  /** Energy does not depend on the bandwidth of a memory, but on its kind: dots. */
  private XYChart energyAgainstBandwidth() {
    double[] bandwidths = bandwidths();
    XYChart chart =
        chart("energy of memory and codecs against bandwidth", "memory, GB/s", "energy, uJ", true);
    SweepPoint first = points.get(0);
    line(chart, UNCOMPRESSED, bandwidths, at(first, bandwidths, LayerEstimate::rawMemoryEnergy));
    Map<String, SweepPoint> shapes = best(SweepPlots::name);
    shapes.forEach(
        (name, point) ->
            line(chart, name, bandwidths, at(point, bandwidths, LayerEstimate::energy)));
    for (Dram dram : Dram.values()) {
      double[] x = {dram.gigabytesPerSecond()};
      dot(chart, dram + ", uncompressed", x, at(first, dram, LayerEstimate::rawMemoryEnergy));
      Map.Entry<String, SweepPoint> shape = shapes.entrySet().iterator().next();
      double[] coded = at(shape.getValue(), dram, LayerEstimate::energy);
      dot(chart, dram + ", " + shape.getKey(), x, coded);
    }
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  private static double[] at(SweepPoint point, Dram dram, ToDoubleFunction<LayerEstimate> figure) {
    Accelerator other = point.estimator().accelerator().with(dram);
    return new double[] {point.with(other).network().total(figure) * MICRO};
  }

  private static double[] at(
      SweepPoint point, double[] bandwidths, ToDoubleFunction<LayerEstimate> figure) {
    Accelerator accelerator = point.estimator().accelerator();
    return DoubleStream.of(bandwidths)
        .map(
            bandwidth ->
                point
                        .with(
                            accelerator.with(
                                accelerator.clockMegahertz(), accelerator.codecs(), bandwidth))
                        .network()
                        .total(figure)
                    * MICRO)
        .toArray();
  }

  /** From an eighth of the least to eight times the largest, four steps per octave. */
  private double[] bandwidths() {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (SweepPoint point : points) {
      least = Math.min(least, point.estimator().accelerator().bandwidth());
      most = Math.max(most, point.estimator().accelerator().bandwidth());
    }
    double start = least / 8;
    int steps = (int) Math.ceil(4 * Math.log(8 * most / start) / Math.log(2));
    return IntStream.rangeClosed(0, steps).mapToDouble(i -> start * Math.pow(2, i / 4.0)).toArray();
  }

  /** Generated words of every kind through the first codec. */
  private XYChart cyclesAgainstDensity() {
    HardwareParameters parameters = points.get(0).parameters();
    EncoderTiming encoder = new EncoderTiming(parameters);
    DecoderTiming decoder = new DecoderTiming(parameters);
    XYChart chart =
        chart(
            "cycles per word, " + name(points.get(0)), "share of non-zero words", "cycles", false);
    double[] densities = IntStream.rangeClosed(0, 20).mapToDouble(i -> i / 20.0).toArray();
    for (Generator kind : Generator.values()) {
      double[] encode = new double[densities.length];
      double[] decode = new double[densities.length];
      for (int i = 0; i < densities.length; i++) {
        int[] words = kind.words(WORDS, 1 - densities[i], parameters, 1);
        encode[i] = (double) encoder.cycles(words) / WORDS;
        decode[i] = (double) decoder.cycles(words) / WORDS;
      }
      line(chart, kind + ", encode", densities, encode);
      line(chart, kind + ", decode", densities, decode);
    }
    double[] one = new double[densities.length];
    Arrays.fill(one, 1);
    line(chart, "published", densities, one);
    return chart;
  }

  /** Of all points with the same key the one that compresses best. */
  private Map<String, SweepPoint> best(Function<SweepPoint, String> key) {
    Map<String, SweepPoint> best = new LinkedHashMap<>();
    for (SweepPoint point : points) {
      best.merge(
          key.apply(point),
          point,
          (one, other) -> other.sum().ratio() > one.sum().ratio() ? other : one);
    }
    return best;
  }

  private static String name(SweepPoint point) {
    return "W=" + point.parameters().wordBits() + " n=" + point.parameters().blockSize();
  }

  private static void dot(XYChart chart, String name, double[] x, double[] y) {
    chart.addSeries(name, x, y).setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
  }

  private static void line(XYChart chart, String name, double[] x, double[] y) {
    chart.addSeries(name, x, y).setMarker(SeriesMarkers.NONE);
  }

  private static XYChart chart(String title, String x, String y, boolean logarithmic) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart
        .getStyler()
        .setXAxisLogarithmic(logarithmic)
        .setLegendPosition(Styler.LegendPosition.OutsideE)
        .setChartBackgroundColor(Color.WHITE);
    // Dashes would be drawn one by one in SVG.
    chart.getStyler().setPlotGridLinesStroke(new BasicStroke(0.5f));
    return chart;
  }
}
