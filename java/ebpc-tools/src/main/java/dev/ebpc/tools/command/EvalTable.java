package dev.ebpc.tools.command;

import dev.ebpc.tools.evaluation.Counts;
import dev.ebpc.tools.evaluation.Method;
import dev.ebpc.tools.evaluation.NetworkSummary;
import dev.ebpc.tools.evaluation.NetworkSummary.Part;
import dev.ebpc.tools.io.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The evaluation as a table for people: ratios of the bits of the words to those of each method.
 */
final class EvalTable {
  private static final int NAME_WIDTH = 34;
  private static final int KIND_WIDTH = 10;
  private static final List<Method> COLUMNS =
      List.of(Method.ZERO_RLE, Method.ZVC, Method.CSC, Method.BPC, Method.EBPC_PUBLISHED);

  private EvalTable() {}

  /**
   * The lines of the table.
   *
   * @param verbose whether to show layers and pictures, too
   */
  static List<String> lines(List<NetworkSummary> networks, boolean verbose) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Compression ratios; n = 8, R = 16; EBPC: the hardware code; ours-04: the paper's count");
    lines.add("");
    lines.add(
        row(
            "",
            "kind",
            "maps",
            "zeros%",
            List.of("z-RLE", "ZVC", "CSC", "BPC", "ours-04", "EBPC", "entropy")));
    for (NetworkSummary network : networks) {
      String format = " " + network.label();
      String name = Text.cell(network.title(), NAME_WIDTH - format.length()) + format;
      lines.add(row(name, network.kind(), network.maps().size(), network.total()));
      if (verbose) {
        network.layers().forEach(layer -> lines.add(row(layer)));
        network.images().stream()
            .filter(image -> !image.name().isEmpty())
            .forEach(image -> lines.add(row(image)));
      }
      lines.add("  " + gains(network));
      compressors(network.total()).forEach(lines::add);
    }
    return lines;
  }

  private static String row(Part part) {
    return row("  " + part.name(), "", "", part.counts());
  }

  private static String row(String name, String kind, Object maps, Counts counts) {
    List<String> cells = new ArrayList<>();
    for (Method method : COLUMNS) {
      cells.add(counts.has(method) ? two(counts.ratio(counts.bits(method))) : "-");
    }
    cells.add(two(counts.ratio()));
    cells.add(two(counts.ratio(counts.bits(Method.ENTROPY))));
    return row(
        name,
        kind,
        maps.toString(),
        String.format(Locale.ROOT, "%.1f", 100 * counts.sparsity()),
        cells);
  }

  private static String row(
      String name, String kind, String maps, String zeros, List<String> cells) {
    StringBuilder line = new StringBuilder(padded(name, NAME_WIDTH));
    line.append(' ').append(padded(kind, KIND_WIDTH));
    line.append(String.format(" %5s %6s", maps, zeros));
    cells.forEach(cell -> line.append(String.format(" %7s", cell)));
    return line.toString();
  }

  private static String padded(String text, int width) {
    String cell = Text.cell(text, width);
    return cell + " ".repeat(width - cell.codePointCount(0, cell.length()));
  }

  private static String gains(NetworkSummary network) {
    Counts total = network.total();
    Method best = total.bestEarlier();
    String line =
        "gain over the best earlier method (%s): %s"
            .formatted(best.label(), percent(total.gainOver(total.bits(best))));
    return network.images().size() < 2
        ? line
        : line
            + String.format(
                Locale.ROOT,
                "; ratio varies between %d pictures by a variance of %.1e",
                network.images().size(),
                network.frameVariance());
  }

  /** Eight names are too many for one line of a terminal. */
  private static List<String> compressors(Counts total) {
    if (total.compressedBits().isEmpty()) {
      return List.of();
    }
    StringBuilder line = new StringBuilder("  others:");
    total
        .compressedBits()
        .forEach(
            (name, bits) ->
                line.append(' ').append(name).append(' ').append(two(total.ratio(bits))));
    return List.of(line.toString());
  }

  private static String two(double ratio) {
    return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.2f", ratio) : "inf";
  }

  private static String percent(double gain) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * gain);
  }
}
