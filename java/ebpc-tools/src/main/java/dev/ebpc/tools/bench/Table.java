package dev.ebpc.tools.bench;

import java.util.ArrayList;
import java.util.List;

/** A table as lines of text: columns of words to the left, those of figures to the right. */
public final class Table {
  private Table() {}

  /**
   * Columns with spaces between them.
   *
   * @param words how many columns, from the first, hold words
   */
  public static List<String> plain(List<String> headings, List<List<String>> rows, int words) {
    int[] widths = widths(headings, rows);
    List<String> lines = new ArrayList<>();
    lines.add(line(headings, widths, words, "  ").stripTrailing());
    rows.forEach(row -> lines.add(line(row, widths, words, "  ").stripTrailing()));
    return lines;
  }

  /** Markdown; see {@link #plain}. */
  public static List<String> markdown(List<String> headings, List<List<String>> rows, int words) {
    int[] widths = widths(headings, rows);
    List<String> rules = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      String dashes = "-".repeat(Math.max(1, widths[column] - 1));
      rules.add(column < words ? ":" + dashes : dashes + ":");
    }
    List<String> lines = new ArrayList<>();
    lines.add("| " + line(headings, widths, words, " | ") + " |");
    lines.add("| " + line(rules, widths, words, " | ") + " |");
    rows.forEach(row -> lines.add("| " + line(row, widths, words, " | ") + " |"));
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

  private static String line(List<String> cells, int[] widths, int words, String between) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String room = " ".repeat(widths[column] - cell.length());
      line.append(column == 0 ? "" : between).append(column < words ? cell + room : room + cell);
    }
    return line.toString();
  }
}
