package dev.ebpc.tools.report;

import dev.ebpc.tools.evaluation.Counts;
import dev.ebpc.tools.evaluation.Method;
import dev.ebpc.tools.evaluation.NetworkSummary;
import dev.ebpc.tools.evaluation.NetworkSummary.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All about one network: its tables and, by {@link NetworkPlots}, its plots. */
final class NetworkSection {
  private static final List<Method> COLUMNS =
      List.of(Method.ZERO_RLE, Method.ZVC, Method.CSC, Method.BPC, Method.EBPC_PUBLISHED);

  /** More pictures than these are not named one by one. */
  private static final int MOST_PICTURES = 8;

  private final String anchor;
  private final List<NetworkSummary> maps;
  private final List<NetworkSummary> gradients;
  private final NetworkSummary first;

  /**
   * Prepares a section.
   *
   * @param anchor its name in links
   * @param summaries of one network, at least one
   */
  NetworkSection(String anchor, List<NetworkSummary> summaries) {
    this.anchor = anchor;
    List<NetworkSummary> features =
        summaries.stream().filter(summary -> !summary.isGradient()).toList();
    List<NetworkSummary> others = summaries.stream().filter(NetworkSummary::isGradient).toList();
    maps = features.isEmpty() ? others : features;
    gradients = features.isEmpty() ? List.of() : others;
    first =
        maps.stream().max(Comparator.comparingInt(summary -> summary.maps().size())).orElseThrow();
  }

  String html() {
    StringBuilder out = new StringBuilder("<section id=\"" + anchor + "\">\n");
    out.append("<h2>").append(Html.escape(first.title())).append("</h2>\n");
    out.append(highlights());
    out.append("<h3>Compression ratio by method and format</h3>\n").append(totals());
    NetworkPlots plots = new NetworkPlots(maps, gradients);
    out.append(grid(plots.methodBoxes()));
    out.append("<h3>Gain of the hardware code over each method</h3>\n").append(gains());
    out.append("<h3>Layer by layer</h3>\n").append(grid(plots.layers()));
    out.append(layerTable());
    out.append("<h3>Values and symbols</h3>\n").append(grid(plots.valuesAndSymbols()));
    out.append("<h3>Choice of parameters</h3>\n").append(grid(plots.sweeps()));
    EstimateSection estimates = new EstimateSection(maps);
    if (!estimates.isEmpty()) {
      out.append("<h3>Time and energy in hardware, estimated</h3>\n").append(estimates.html());
    }
    if (first.images().size() > 1) {
      out.append("<h3>From picture to picture</h3>\n").append(pictureTable());
    }
    if (!gradients.isEmpty()) {
      out.append("<h3>Gradient maps beside feature maps</h3>\n");
      out.append(GradientTable.html(maps, gradients));
    }
    if (maps.stream().anyMatch(summary -> !summary.total().compressedBits().isEmpty())) {
      out.append("<h3>General-purpose compressors</h3>\n").append(compressorTable());
    }
    return out.append("</section>\n").toString();
  }

  private static String grid(List<String> figures) {
    return "<div class=\"grid\">\n" + String.join("", figures) + "</div>\n";
  }

  private String highlights() {
    Counts total = first.total();
    Method best = total.bestEarlier();
    StringBuilder out = new StringBuilder("<dl class=\"tiles\">\n");
    tile(out, "EBPC, hardware code, " + first.formatText(), Numbers.ratio(total.ratio()) + " : 1");
    tile(out, "over " + best.label(), Numbers.gain(total.gainOver(total.bits(best))));
    tile(out, "words that are zero", Numbers.percent(total.sparsity()));
    tile(
        out,
        Numbers.count(first.images().size(), "picture") + " each",
        Numbers.count(first.layers().size(), "layer"));
    return out.append("</dl>\n").toString();
  }

  private static void tile(StringBuilder out, String name, String value) {
    out.append("<div><dd>").append(value).append("</dd><dt>");
    out.append(Html.escape(name)).append("</dt></div>\n");
  }

  private String totals() {
    List<String> head = new ArrayList<>(List.of("format", "maps", "zeros"));
    COLUMNS.forEach(method -> head.add(method.label()));
    head.addAll(List.of(Method.HARDWARE_LABEL, Method.ENTROPY.label(), "gain over best earlier"));
    List<List<String>> rows = new ArrayList<>();
    for (NetworkSummary summary : maps) {
      rows.add(totalsRow(summary));
      if (summary.label().equals(PublishedFigure.FORMAT)) {
        PublishedFigure.of(summary.network()).ifPresent(figure -> addPublished(figure, rows));
      }
    }
    return Html.table(head, rows)
        + "<p class=\"note\">Bits of all maps together over bits of all streams together."
        + published().orElse("")
        + "</p>\n";
  }

  private List<String> totalsRow(NetworkSummary summary) {
    Counts total = summary.total();
    List<String> row = new ArrayList<>();
    row.add(Html.escape(summary.formatText()));
    row.add(String.valueOf(summary.maps().size()));
    row.add(Numbers.percent(total.sparsity()));
    for (Method method : COLUMNS) {
      row.add(total.has(method) ? Numbers.ratio(total.ratio(total.bits(method))) : "–");
    }
    row.add("<strong>" + Numbers.ratio(total.ratio()) + "</strong>");
    row.add(Numbers.ratio(total.ratio(total.bits(Method.ENTROPY))));
    Method best = total.bestEarlier();
    row.add(Numbers.gain(total.gainOver(total.bits(best))) + " (" + best.label() + ")");
    return row;
  }

  private static void addPublished(PublishedFigure figure, List<List<String>> rows) {
    rows.add(publishedRow("paper, figure", figure.inFigure()));
    if (figure.inAbstract() > 0) {
      rows.add(publishedRow("paper, abstract", figure.inAbstract()));
    }
  }

  private static List<String> publishedRow(String name, double ratio) {
    String none = "";
    return List.of(
        "<em>" + name + "</em>",
        none,
        none,
        none,
        none,
        none,
        none,
        Numbers.ratio(ratio),
        none,
        none,
        none);
  }

  private String gains() {
    List<Method> earlier =
        COLUMNS.stream().filter(method -> method.role() == Method.Role.EARLIER).toList();
    List<String> head = new ArrayList<>(List.of("format"));
    earlier.forEach(method -> head.add("over " + method.label()));
    List<List<String>> rows = new ArrayList<>();
    for (NetworkSummary summary : maps) {
      Counts total = summary.total();
      List<String> row = new ArrayList<>();
      row.add(Html.escape(summary.formatText()));
      for (Method method : earlier) {
        row.add(total.has(method) ? Numbers.gain(total.gainOver(total.bits(method))) : "–");
      }
      rows.add(row);
    }
    return Html.table(head, rows);
  }

  private Optional<String> published() {
    return PublishedFigure.of(first.network())
        .map(
            figure ->
                " Paper: "
                    + figure.network()
                    + ", 8-bit fixed point, mean over its own pictures, published variant"
                    + (figure.inAbstract() > 0
                        ? "; the ratios of its abstract lie 10 to 13 % above its own figure."
                        : "."));
  }

  private String layerTable() {
    List<String> head =
        List.of(
            "layer",
            "words",
            "zeros",
            "zero-RLE",
            "ZVC",
            "CSC",
            "BPC",
            "EBPC published",
            "EBPC hardware",
            "order-0");
    List<List<String>> rows = new ArrayList<>();
    for (Part layer : first.layers()) {
      Counts counts = layer.counts();
      List<String> row = new ArrayList<>();
      row.add(Html.escape(layer.name()));
      row.add(Numbers.grouped(counts.words()));
      row.add(Numbers.percent(counts.sparsity()));
      for (Method method : COLUMNS) {
        row.add(counts.has(method) ? Numbers.ratio(counts.ratio(counts.bits(method))) : "–");
      }
      row.add(Numbers.ratio(counts.ratio()));
      row.add(Numbers.ratio(counts.ratio(counts.bits(Method.ENTROPY))));
      rows.add(row);
    }
    return "<details><summary>All layers in "
        + Html.escape(first.formatText())
        + " as a table</summary>\n"
        + Html.table(head, rows)
        + "</details>\n";
  }

  private String pictureTable() {
    boolean each = first.images().size() <= MOST_PICTURES;
    List<String> head = new ArrayList<>(List.of("format"));
    if (each) {
      first.images().forEach(image -> head.add(image.name()));
    } else {
      head.addAll(List.of("least", "median", "greatest"));
    }
    head.addAll(List.of("variance", "standard deviation"));
    List<List<String>> rows = new ArrayList<>();
    for (NetworkSummary summary : maps) {
      if (summary.images().size() == first.images().size()) {
        List<String> row = new ArrayList<>();
        row.add(Html.escape(summary.formatText()));
        double[] ratios =
            summary.images().stream().mapToDouble(image -> image.counts().ratio()).toArray();
        for (double ratio : each ? ratios : BoxPlot.row("", "", ratios, 0).extremes()) {
          row.add(Numbers.ratio(ratio));
        }
        row.add(String.format(Locale.ROOT, "%.2g", summary.frameVariance()));
        row.add(String.format(Locale.ROOT, "%.4f", Math.sqrt(summary.frameVariance())));
        rows.add(row);
      }
    }
    return Html.table(head, rows)
        + "<p class=\"note\">Ratio of the hardware code over the whole network, picture by picture;"
        + " sample variance of that ratio. A memory interface has to bear the worst picture, not the"
        + " mean.</p>\n";
  }

  private String compressorTable() {
    List<String> names = new ArrayList<>(first.total().compressedBits().keySet());
    List<String> head = new ArrayList<>(List.of("format"));
    head.addAll(names);
    head.add(Method.HARDWARE_LABEL);
    List<List<String>> rows = new ArrayList<>();
    for (NetworkSummary summary : maps) {
      Counts total = summary.total();
      List<String> row = new ArrayList<>();
      row.add(Html.escape(summary.formatText()));
      for (String name : names) {
        Long bits = total.compressedBits().get(name);
        row.add(bits == null ? "–" : Numbers.ratio(total.ratio(bits)));
      }
      row.add("<strong>" + Numbers.ratio(total.ratio()) + "</strong>");
      rows.add(row);
    }
    return Html.table(head, rows)
        + "<p class=\"note\">Each map compressed whole, as its words lie in memory (12-bit words in"
        + " 16 bits); ratios to W bits a word. These need windows and tables that a stream codec of a"
        + " few thousand gates does not have. bitplane: bit transposition in front.</p>\n";
  }
}
