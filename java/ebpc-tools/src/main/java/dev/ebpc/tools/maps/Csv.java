package dev.ebpc.tools.maps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Comma-separated values as RFC 4180 has them, one record per line. */
public final class Csv {
  private Csv() {}

  /** The fields of a line. */
  public static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append(line.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  /** A line of fields, without its end; null is an empty field. */
  public static String line(List<?> fields) {
    List<String> texts = new ArrayList<>();
    for (Object field : fields) {
      String text = field == null ? "" : text(field);
      boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      texts.add(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
    }
    return String.join(",", texts);
  }

  private static String text(Object field) {
    return field instanceof Double number
        ? String.format(Locale.ROOT, "%.6g", number)
        : field.toString();
  }
}
