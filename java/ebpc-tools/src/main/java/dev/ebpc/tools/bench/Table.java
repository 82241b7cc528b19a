package dev.ebpc.tools.bench;

import java.util.ArrayList;
import java.util.List;

/** A table as lines of text: the first column to the left, all others to the right. */
public final class Table {
  private Table() {}

  /** Columns with spaces between them. */
  public static List<String> plain(List<String> headings, List<List<String>> rows) {
    int[] widths = widths(headings, rows);
    List<String> lines = new ArrayList<>();
    lines.add(line(headings, widths, "  "));
    rows.forEach(row -> lines.add(line(row, widths, "  ")));
    return lines;
  }

  /** Markdown. */
  public static List<String> markdown(List<String> headings, List<List<String>> rows) {
    int[] widths = widths(headings, rows);
    List<String> rules = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      String dashes = "-".repeat(Math.max(1, widths[column] - 1));
      rules.add(column == 0 ? ":" + dashes : dashes + ":");
    }
    List<String> lines = new ArrayList<>();
    lines.add("| " + line(headings, widths, " | ") + " |");
    lines.add("| " + line(rules, widths, " | ") + " |");
    rows.forEach(row -> lines.add("| " + line(row, widths, " | ") + " |"));
    return lines;
  }

  private static int[] widths(List<String> headings, List<List<String>> rows) {
    int[] widths = headings.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return widths;
  }

  private static String line(List<String> cells, int[] widths, String between) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String room = " ".repeat(widths[column] - cell.length());
      line.append(column == 0 ? cell + room : between + room + cell);
    }
    return line.toString();
  }
}
