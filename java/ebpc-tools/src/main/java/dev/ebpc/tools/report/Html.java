package dev.ebpc.tools.report;

import dev.ebpc.tools.io.Text;
import java.util.List;

/** Pieces of HTML. */
final class Html {
  private Html() {}

  /** Text without a meaning as markup. */
  static String escape(String text) {
    return Text.visible(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * A table that scrolls within its place where it is wider.
   *
   * @param head names of the columns
   * @param rows cells as markup; the first of a row is its name
   */
  static String table(List<String> head, List<List<String>> rows) {
    StringBuilder out = new StringBuilder("<div class=\"scroll\"><table>\n<thead><tr>");
    head.forEach(name -> out.append("<th scope=\"col\">").append(escape(name)).append("</th>"));
    out.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      out.append("<tr><th scope=\"row\">").append(row.get(0)).append("</th>");
      row.subList(1, row.size()).forEach(cell -> out.append("<td>").append(cell).append("</td>"));
      out.append("</tr>\n");
    }
    return out.append("</tbody></table></div>\n").toString();
  }

  /** A plot with its title, what it shows, and the names of its series. */
  static String figure(String title, String svg, String legend, String caption) {
    return "<figure><h4>"
        + escape(title)
        + "</h4>\n"
        + svg
        + legend
        + "<figcaption>"
        + caption
        + "</figcaption></figure>\n";
  }

  /** Names of series beside their colours. */
  static String legend(List<String> names, List<String> styles) {
    StringBuilder out = new StringBuilder("<p class=\"legend\">");
    for (int i = 0; i < names.size(); i++) {
      out.append("<span><i class=\"")
          .append(styles.get(i))
          .append("\"></i>")
          .append(escape(names.get(i)))
          .append("</span> ");
    }
    return out.append("</p>\n").toString();
  }
}
