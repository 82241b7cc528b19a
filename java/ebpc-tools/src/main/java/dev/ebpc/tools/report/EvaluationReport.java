package dev.ebpc.tools.report;

import dev.ebpc.tools.Version;
import dev.ebpc.tools.evaluation.NetworkSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The evaluation as one HTML page that needs nothing else: no scripts, no requests. */
public final class EvaluationReport {
  private EvaluationReport() {}

  /**
   * The page.
   *
   * @param summaries what was evaluated, at least one
   * @param command the command that did it
   * @param leftOut what was to be evaluated, but could not be
   */
  public static String html(List<NetworkSummary> summaries, String command, List<String> leftOut) {
    Map<String, List<NetworkSummary>> networks = new LinkedHashMap<>();
    for (NetworkSummary summary : summaries) {
      networks.computeIfAbsent(summary.title(), absent -> new ArrayList<>()).add(summary);
    }
    String names = String.join(", ", networks.keySet());
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
    page.append("<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>EBPC evaluation: ")
        .append(Html.escape(names))
        .append("</title>\n<style>\n")
        .append(resource("report.css"))
        .append("</style>\n</head>\n<body>\n<main>\n");
    page.append("<header><p class=\"kicker\">Extended Bit-Plane Compression</p>\n")
        .append("<h1>Evaluation on ")
        .append(networks.size() == 1 ? Html.escape(names) : networks.size() + " networks")
        .append("</h1>\n<p>")
        .append(introduction(summaries))
        .append("</p>\n")
        .append(leftOut.isEmpty() ? "" : "<p>Left out: " + escaped(leftOut) + "</p>\n")
        .append("</header>\n");
    if (networks.size() > 1) {
      page.append(contents(networks));
    }
    int number = 0;
    for (List<NetworkSummary> network : networks.values()) {
      page.append(new NetworkSection("n" + ++number, network).html());
    }
    page.append(resource("methods.html")).append(footer(command));
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  private static String escaped(List<String> items) {
    return Html.escape(String.join(", ", items));
  }

  private static String introduction(List<NetworkSummary> summaries) {
    int maps = summaries.stream().mapToInt(summary -> summary.maps().size()).sum();
    long words = summaries.stream().mapToLong(summary -> summary.total().words()).sum();
    return Numbers.count(maps, "map")
        + " with "
        + Numbers.grouped(words)
        + " words in all, coded losslessly. Every ratio is the bits of the words over the bits of the"
        + " streams, exact, in blocks of n = 8 words and with zero runs of up to R = 16 unless said"
        + " otherwise.";
  }

  private static String contents(Map<String, List<NetworkSummary>> networks) {
    StringBuilder list = new StringBuilder("<nav><ul>\n");
    int number = 0;
    for (String name : networks.keySet()) {
      list.append("<li><a href=\"#n")
          .append(++number)
          .append("\">")
          .append(Html.escape(name))
          .append("</a></li>\n");
    }
    return list.append("</ul></nav>\n").toString();
  }

  private static String footer(String command) {
    return "<footer><h2>How this was made</h2>\n<pre>"
        + Html.escape(command)
        + "</pre>\n<p>EBPC for the JVM "
        + Html.escape(Version.text())
        + ", Java "
        + Runtime.version().feature()
        + "</p></footer>\n";
  }

  private static String resource(String name) {
    try (InputStream in = EvaluationReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
