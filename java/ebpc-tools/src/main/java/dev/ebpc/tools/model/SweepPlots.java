package dev.ebpc.tools.model;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.data.Generator;
import dev.ebpc.model.estimate.Accelerator;
import dev.ebpc.model.estimate.LayerEstimate;
import dev.ebpc.model.timing.DecoderTiming;
import dev.ebpc.model.timing.EncoderTiming;
import dev.ebpc.tools.io.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final int WIDTH = 800;
  private static final int HEIGHT = 520;
  private static final int WORDS = 20_000;
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
    pictures.put("ratio-area", picture(ratioAgainstArea()));
    pictures.put(
        "time-bandwidth",
        picture(againstBandwidth("time, us", LayerEstimate::rawSeconds, LayerEstimate::seconds)));
    pictures.put(
        "energy-bandwidth",
        picture(
            againstBandwidth("energy, uJ", LayerEstimate::rawMemoryEnergy, LayerEstimate::energy)));
    pictures.put("cycles-density", picture(cyclesAgainstDensity()));
    return pictures;
  }

  private static Picture picture(XYChart chart) {
    return new Picture(WIDTH, HEIGHT, graphics -> chart.paint(graphics, WIDTH, HEIGHT));
  }

  /** A dot for each codec. */
  private XYChart ratioAgainstArea() {
    XYChart chart =
        chart("compression ratio against area", "encoder and decoder, kGE", "ratio", false);
    codecs()
        .forEach(
            (name, point) -> {
              double area =
                  point.estimator().encoder().kiloGates() + point.estimator().decoder().kiloGates();
              double[] x = {area};
              double[] y = {point.sum().ratio()};
              chart
                  .addSeries(name, x, y)
                  .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            });
    return chart;
  }

  /** A line without compression and one for each codec, around the bandwidths of the sweep. */
  private XYChart againstBandwidth(
      String figure, ToDoubleFunction<LayerEstimate> raw, ToDoubleFunction<LayerEstimate> coded) {
    double[] bandwidths = bandwidths();
    XYChart chart = chart(figure + " against bandwidth", "memory, GB/s", figure, true);
    SweepPoint first = points.get(0);
    line(chart, "uncompressed", bandwidths, at(first, bandwidths, raw));
    codecs().forEach((name, point) -> line(chart, name, bandwidths, at(point, bandwidths, coded)));
    return chart;
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
        chart("cycles per word, " + name(parameters), "share of non-zero words", "cycles", false);
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

  /** The first point of every codec. */
  private Map<String, SweepPoint> codecs() {
    Map<String, SweepPoint> codecs = new LinkedHashMap<>();
    points.forEach(point -> codecs.putIfAbsent(name(point.parameters()), point));
    return codecs;
  }

  private static String name(HardwareParameters p) {
    return "W=" + p.wordBits() + " n=" + p.blockSize() + " R=" + p.maxZeroRun();
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
