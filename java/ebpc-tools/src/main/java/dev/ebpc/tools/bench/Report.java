package dev.ebpc.tools.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results as rows of a table and as entries of a JSON document. */
public final class Report {
  /** Headings of {@link #rows}. */
  public static final List<String> HEADINGS =
      List.of(
          "codec",
          "ratio",
          "encode GB/s",
          "quartiles",
          "/ LZ4",
          "/ zstd-1",
          "B/op",
          "decode GB/s",
          "quartiles",
          "/ LZ4",
          "/ zstd-1",
          "B/op");

  private Report() {}

  /** A row for each result. */
  public static List<List<String>> rows(List<Result> results) {
    return results.stream().map(Report::row).toList();
  }

  private static List<String> row(Result result) {
    List<String> cells = new ArrayList<>();
    cells.add(result.codec());
    cells.add(number("%.2f", result.ratio()));
    addCells(cells, result.encode());
    addCells(cells, result.decode());
    return cells;
  }

  private static void addCells(List<String> cells, Result.Direction way) {
    cells.add(number("%.3f", way.gigabytesPerSecond()));
    cells.add(
        Double.isNaN(way.lowerQuartile())
            ? ""
            : number("%.3f", way.lowerQuartile()) + "-" + number("%.3f", way.upperQuartile()));
    cells.add(number("%.2f", way.versusLz4()));
    cells.add(number("%.2f", way.versusZstd1()));
    cells.add(number("%.0f", way.allocatedBytes()));
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }

  /** Adds an entry for each part of the data. */
  public static void describeData(List<Section> sections, ArrayNode entries) {
    for (Section section : sections) {
      ObjectNode entry = entries.addObject().put("data", section.name());
      if (section.group() != null) {
        entry.put("kind", section.group().kind()).put("format", section.group().format());
      }
      entry
          .put("generated", section.generated())
          .put("pieces", section.data().pieces())
          .put("distinctPieces", section.data().distinct())
          .put("bytes", section.data().bytes())
          .put("distinctBytes", section.data().distinctBytes());
    }
  }

  /** Adds an entry for each result. */
  public static void describe(List<Result> results, ArrayNode entries) {
    for (Result result : results) {
      ObjectNode entry =
          entries
              .addObject()
              .put("codec", result.codec())
              .put("data", result.data())
              .put("ratio", result.ratio());
      put(entry, "encodeGBps", result.encode().gigabytesPerSecond());
      put(entry, "decodeGBps", result.decode().gigabytesPerSecond());
      describe(result.encode(), "encode", entry);
      describe(result.decode(), "decode", entry);
      entry
          .put("rival", !result.ours())
          .put("threads", result.threads())
          .put("rounds", result.rounds());
    }
  }

  private static void describe(Result.Direction way, String name, ObjectNode entry) {
    put(entry, name + "VsLz4", way.versusLz4());
    put(entry, name + "VsZstd1", way.versusZstd1());
    put(entry, name + "AllocatedBytes", way.allocatedBytes());
    if (Double.isNaN(way.lowerQuartile())) {
      entry.putNull(name + "Quartiles");
    } else {
      entry.putArray(name + "Quartiles").add(way.lowerQuartile()).add(way.upperQuartile());
    }
  }

  /** JSON has no word for what is no number. */
  private static void put(ObjectNode entry, String name, double value) {
    if (Double.isNaN(value)) {
      entry.putNull(name);
    } else {
      entry.put(name, value);
    }
  }
}
