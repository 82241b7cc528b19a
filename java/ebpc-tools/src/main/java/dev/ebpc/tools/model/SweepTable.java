package dev.ebpc.tools.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.model.estimate.LayerEstimate;
import dev.ebpc.tools.bench.Table;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Points of the design space as a table for people, as CSV and as JSON. */
public final class SweepTable {
  private static final double MICRO = 1e6;

  /**
   * A column: its name for programs and for people, its values, its digits and scale for people.
   */
  private record Column(
      String name, String heading, int digits, double scale, ToDoubleFunction<SweepPoint> value) {
    String shown(SweepPoint point) {
      return String.format(Locale.ROOT, "%." + digits + "f", scale * value.applyAsDouble(point));
    }
  }

  private static final List<Column> COLUMNS =
      List.of(
          of("wordBits", "W", 0, p -> p.parameters().wordBits()),
          of("blockSize", "n", 0, p -> p.parameters().blockSize()),
          of("maxZeroRun", "R", 0, p -> p.parameters().maxZeroRun()),
          of("codecs", "codecs", 0, p -> p.estimator().accelerator().codecs()),
          of("clockMHz", "MHz", 0, p -> p.estimator().accelerator().clockMegahertz()),
          of("bandwidthGBps", "GB/s", 1, p -> p.estimator().accelerator().bandwidth()),
          of("ratio", "ratio", 3, p -> p.sum().ratio()),
          of(
              "encoderCyclesPerWord",
              "enc c/w",
              3,
              p -> (double) p.sum().encoderCycles() / p.sum().words()),
          of(
              "decoderCyclesPerWord",
              "dec c/w",
              3,
              p -> (double) p.sum().decoderCycles() / p.sum().words()),
          of("encoderKiloGates", "enc kGE", 2, p -> p.estimator().encoder().kiloGates()),
          of("decoderKiloGates", "dec kGE", 2, p -> p.estimator().decoder().kiloGates()),
          of("kiloGates", "all kGE", 1, p -> p.estimator().kiloGates()),
          of("multiplyAddUnits", "MACs", 1, p -> p.estimator().multiplyAddUnits()),
          new Column("rawSeconds", "raw us", 1, MICRO, p -> total(p, LayerEstimate::rawSeconds)),
          new Column("seconds", "EBPC us", 1, MICRO, p -> total(p, LayerEstimate::seconds)),
          new Column(
              "rawJoules", "raw uJ", 2, MICRO, p -> total(p, LayerEstimate::rawMemoryEnergy)),
          new Column("joules", "EBPC uJ", 2, MICRO, p -> total(p, LayerEstimate::energy)));

  private SweepTable() {}

  private static Column of(
      String name, String heading, int digits, ToDoubleFunction<SweepPoint> value) {
    return new Column(name, heading, digits, 1, value);
  }

  private static double total(SweepPoint point, ToDoubleFunction<LayerEstimate> figure) {
    return point.network().total(figure);
  }

  /** For people. */
  public static List<String> lines(List<SweepPoint> points) {
    return Table.plain(
        COLUMNS.stream().map(Column::heading).toList(),
        points.stream()
            .map(point -> COLUMNS.stream().map(column -> column.shown(point)).toList())
            .toList(),
        1);
  }

  /** Comma-separated values in SI units, 1000 gate equivalents and the units in the names. */
  public static String csv(List<SweepPoint> points) {
    StringBuilder csv = new StringBuilder();
    csv.append(String.join(",", COLUMNS.stream().map(Column::name).toList())).append('\n');
    for (SweepPoint point : points) {
      List<String> cells =
          COLUMNS.stream().map(column -> number(column.value.applyAsDouble(point))).toList();
      csv.append(String.join(",", cells)).append('\n');
    }
    return csv.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** For programs. */
  public static void describe(SweepPoint point, ObjectNode node) {
    COLUMNS.forEach(column -> node.put(column.name, column.value.applyAsDouble(point)));
  }
}
