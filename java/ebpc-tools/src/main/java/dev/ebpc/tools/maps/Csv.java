package dev.ebpc.tools.maps;

import dev.ebpc.tools.io.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tables as RFC 4180 has them, with commas or other delimiters. Read as people's tools write them:
 * lines end with CRLF, LF or CR, and fields in quotes may hold delimiters, line ends and doubled
 * quotes. Written with visible characters only, one record per line.
 */
public final class Csv {

  /**
   * A record.
   *
   * @param line number of its first line, from 1
   * @param fields its fields, without the white space around them
   */
  public record Row(int line, List<String> fields) {

    /** Whether there is nothing in any field. */
    public boolean isBlank() {
      return fields.stream().allMatch(String::isEmpty);
    }
  }

  private final String text;
  private final char delimiter;
  private final List<Row> rows = new ArrayList<>();
  private List<String> fields = new ArrayList<>();
  private int at;
  private int line = 1;
  private int firstLine = 1;

  private Csv(String text, char delimiter) {
    this.text = text;
    this.delimiter = delimiter;
  }

  /**
   * The records of a table.
   *
   * @throws IOException if a quoted field has no end
   */
  public static List<Row> rows(String text, char delimiter) throws IOException {
    Csv csv = new Csv(text, delimiter);
    while (csv.at < text.length()) {
      csv.field();
    }
    return csv.rows;
  }

  /** Reads a field and what ends it. */
  private void field() throws IOException {
    StringBuilder field = new StringBuilder();
    while (at < text.length() && !isEnd(text.charAt(at))) {
      char c = text.charAt(at++);
      if (c == '"' && field.toString().isBlank()) {
        field.setLength(0);
        quoted(field);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    if (at == text.length() || text.charAt(at) != delimiter) {
      endOfLine();
    } else if (++at == text.length()) {
      fields.add("");
      endOfLine();
    }
  }

  private void quoted(StringBuilder field) throws IOException {
    int opened = line;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        line += isLineEnd(c, at) ? 1 : 0;
        field.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        field.append(text.charAt(at++));
      } else {
        return;
      }
    }
    throw new IOException("line " + opened + ": a field in quotes has no end");
  }

  private void endOfLine() {
    rows.add(new Row(firstLine, fields));
    fields = new ArrayList<>();
    if (at < text.length()) {
      boolean pair = text.startsWith("\r\n", at);
      at += pair ? 2 : 1;
    }
    firstLine = ++line;
  }

  private boolean isEnd(char c) {
    return c == delimiter || c == '\n' || c == '\r';
  }

  /** Whether a character ends a line; of CR LF the LF does. */
  private boolean isLineEnd(char c, int next) {
    return c == '\n' || (c == '\r' && !text.startsWith("\n", next));
  }

  /** A line of fields, without its end; null is an empty field. */
  public static String line(List<?> fields) {
    List<String> texts = new ArrayList<>();
    for (Object field : fields) {
      String shown = field == null ? "" : Text.visible(text(field));
      boolean plain =
          shown.chars().noneMatch(c -> c == ',' || c == '"') && shown.equals(shown.strip());
      texts.add(plain ? shown : '"' + shown.replace("\"", "\"\"") + '"');
    }
    return String.join(",", texts);
  }

  private static String text(Object field) {
    return field instanceof Double number
        ? String.format(Locale.ROOT, "%.6g", number)
        : field.toString();
  }
}
