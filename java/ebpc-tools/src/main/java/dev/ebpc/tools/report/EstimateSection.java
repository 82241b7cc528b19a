package dev.ebpc.tools.report;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.estimate.Accelerator;
import dev.ebpc.model.estimate.CellAreas;
import dev.ebpc.model.estimate.CodecArea;
import dev.ebpc.model.estimate.CodedLayer;
import dev.ebpc.model.estimate.Dram;
import dev.ebpc.model.estimate.Estimator;
import dev.ebpc.model.estimate.LayerEstimate;
import dev.ebpc.model.estimate.Network;
import dev.ebpc.tools.evaluation.Counts;
import dev.ebpc.tools.evaluation.HardwareCycles;
import dev.ebpc.tools.evaluation.NetworkSummary;
import dev.ebpc.tools.evaluation.NetworkSummary.Part;
import dev.ebpc.tools.report.LineChart.Point;
import dev.ebpc.tools.report.LineChart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the published hardware would need for a network's maps, and save, by the hardware model. */
final class EstimateSection {
  private static final Accelerator ACCELERATOR = Accelerator.DEFAULT;
  private static final double MICRO = 1e6;
  private static final double MEGA = 1e-6;

  private final List<NetworkSummary> summaries;

  /**
   * Prepares a section.
   *
   * @param summaries of one network; those in formats without hardware are left out
   */
  EstimateSection(List<NetworkSummary> summaries) {
    this.summaries =
        summaries.stream().filter(summary -> summary.total().cycles().isPresent()).toList();
  }

  boolean isEmpty() {
    return summaries.isEmpty();
  }

  String html() {
    NetworkSummary first = summaries.get(0);
    return table()
        + "<div class=\"grid\">\n"
        + energyByLayer(first)
        + cyclesByLayer(first)
        + "</div>\n";
  }

  private static Estimator estimator(NetworkSummary summary) {
    int wordBits = summary.maps().get(0).info().wordBits();
    HardwareParameters hardware = HardwareParameters.of(CodeParameters.ofWordBits(wordBits));
    CellAreas cells = CellAreas.TYPICAL;
    return new Estimator(
        hardware,
        ACCELERATOR,
        CodecArea.ofEncoder(hardware, cells, Estimator.PUBLISHED_ENCODER),
        CodecArea.ofDecoder(hardware, cells, Estimator.PUBLISHED_DECODER),
        Estimator.LEAST_MULTIPLY_ADD);
  }

  private static Network network(NetworkSummary summary) {
    Estimator estimator = estimator(summary);
    int wordBits = summary.maps().get(0).info().wordBits();
    return new Network(
        summary.layers().stream()
            .map(layer -> estimator.of(codedLayer(layer.name(), wordBits, layer.counts())))
            .toList());
  }

  private static CodedLayer codedLayer(String name, int wordBits, Counts counts) {
    HardwareCycles cycles = counts.cycles().orElseThrow();
    return new CodedLayer(
        name,
        counts.words(),
        counts.words() - counts.zeros(),
        counts.words() * wordBits,
        counts.hardwareBits(),
        cycles.encoder(),
        cycles.decoder(),
        1);
  }

  private String table() {
    List<String> head =
        List.of(
            "format",
            "encoder, cycles per word",
            "decoder, cycles per word",
            "one decoder, GB/s",
            "decoders for " + ACCELERATOR.bandwidth() + " GB/s",
            "traffic without, Mbit",
            "with EBPC, Mbit",
            "DRAM energy without, µJ",
            "with EBPC, µJ",
            "codecs, µJ",
            "saved");
    List<List<String>> rows = new ArrayList<>();
    summaries.forEach(summary -> rows.add(row(summary)));
    return Html.table(head, rows) + note();
  }

  private static List<String> row(NetworkSummary summary) {
    Estimator estimator = estimator(summary);
    Network network = network(summary);
    CodedLayer sum = network.sum();
    double encoder = (double) sum.encoderCycles() / sum.words();
    double decoder = (double) sum.decoderCycles() / sum.words();
    double pictures = summary.images().size();
    double raw = network.total(LayerEstimate::rawMemoryEnergy);
    return List.of(
        Html.escape(summary.formatText()),
        number("%.3f", encoder),
        number("%.3f", decoder),
        number("%.2f", estimator.gigabytesPerSecond(decoder)),
        String.valueOf(estimator.codecsFor(sum.ratio(), decoder)),
        number("%.2f", network.total(LayerEstimate::rawTraffic) / pictures * MEGA),
        number("%.2f", network.total(LayerEstimate::traffic) / pictures * MEGA),
        number("%.1f", raw / pictures * MICRO),
        number("%.1f", network.total(LayerEstimate::memoryEnergy) / pictures * MICRO),
        number("%.2f", network.total(LayerEstimate::codecEnergy) / pictures * MICRO),
        "<strong>" + Numbers.percent(1 - network.total(LayerEstimate::energy) / raw) + "</strong>");
  }

  private static String note() {
    return "<p class=\"note\">Per picture; every map written once and read once. Cycles counted on"
        + " these maps by the hardware model, which equals the published RTL cycle by cycle; the rest"
        + " is estimated: "
        + Html.escape(
            String.format(
                Locale.ROOT,
                "clock %.0f MHz (paper, 65 nm); memory %s, %s; energy of a codec %.0f fJ per gate"
                    + " equivalent and cycle (assumed) with the paper’s 2.8 and 3.0 kGE at 8 bits,"
                    + " scaled by structure.",
                ACCELERATOR.clockMegahertz(),
                Dram.LPDDR4,
                Dram.LPDDR4.energySource(),
                ACCELERATOR.gateFemtojoules()))
        + " The paper states one 8-bit word per cycle; that holds for sparse maps, while dense ones"
        + " run at 0.8 words per cycle. Formats of 12 bits have no published hardware.</p>\n";
  }

  private static String energyByLayer(NetworkSummary summary) {
    double scale = MICRO / summary.images().size();
    List<LayerEstimate> layers = network(summary).layers();
    List<Series> series =
        List.of(
            new Series("s1", points(summary, layers, layer -> layer.rawMemoryEnergy() * scale)),
            new Series("s0", points(summary, layers, layer -> layer.energy() * scale)));
    String title = "Energy of the memory by layer, " + summary.formatText();
    return figure(
        title,
        "energy, µJ per picture",
        series,
        List.of("without compression", "with EBPC, codecs included"),
        "Estimate; see the table above for what it rests on.");
  }

  private static String cyclesByLayer(NetworkSummary summary) {
    List<LayerEstimate> layers = network(summary).layers();
    List<Series> series =
        List.of(
            new Series(
                "s0",
                points(
                    summary,
                    layers,
                    one -> (double) one.layer().encoderCycles() / one.layer().words())),
            new Series(
                "s1",
                points(
                    summary,
                    layers,
                    one -> (double) one.layer().decoderCycles() / one.layer().words())));
    String title = "Cycles per word by layer, " + summary.formatText();
    return figure(
        title,
        "cycles per word",
        series,
        List.of("encoder", "decoder"),
        "Counted by the hardware model on these maps, nothing waiting on either side.");
  }

  private static String figure(
      String title, String upwards, List<Series> series, List<String> names, String caption) {
    double last = series.get(0).points().stream().mapToDouble(Point::x).max().orElse(1);
    double top = LineChart.range(series)[1];
    LineChart chart =
        new LineChart(
            title,
            "layer, from the input on",
            upwards,
            Scale.linear(0, Math.max(1, last)),
            Scale.linear(0, top),
            series,
            true);
    return Html.figure(
        title,
        chart.svg(),
        Html.legend(names, series.stream().map(Series::style).toList()),
        caption);
  }

  private static List<Point> points(
      NetworkSummary summary, List<LayerEstimate> layers, ToDoubleFunction<LayerEstimate> height) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Part layer = summary.layers().get(i);
      points.add(new Point(layer.numberOr(i), height.applyAsDouble(layers.get(i)), layer.name()));
    }
    return points;
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
