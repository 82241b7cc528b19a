package dev.ebpc.tools.io;

import java.util.Locale;

/**
 * Text that comes from files, models or libraries and is shown to people. What would steer a
 * terminal, break a line, or make text look like another one (control and format characters, among
 * them those of direction, and surrogates without their pair) is written as an escape such as
 * {@code \}{@code u001b}.
 */
public final class Text {
  /** Longer texts lose their middle: nobody reads a name of a megabyte. */
  private static final int MOST = 4000;

  private static final String CUT = " ... ";

  private Text() {}

  /** The same text without characters that do anything but appear. */
  public static String visible(String text) {
    StringBuilder shown = null;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      int length = Character.charCount(character);
      if (!appears(character)) {
        shown = shown == null ? new StringBuilder(text.substring(0, i)) : shown;
        for (char unit : Character.toChars(character)) {
          shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
      } else if (shown != null) {
        shown.appendCodePoint(character);
      }
      i += length;
    }
    return shown == null ? text : shown.toString();
  }

  private static boolean appears(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** Visible text in one line, of bounded length: its lines are joined. */
  public static String oneLine(String text) {
    String some =
        text.length() <= MOST
            ? text
            : text.substring(0, MOST / 2) + CUT + text.substring(text.length() - MOST / 2);
    return visible(some.replaceAll("\\s*\\R\\s*", "; "));
  }

  /**
   * Visible text for a column of a table.
   *
   * @param width most characters; what is longer ends with a tilde
   */
  public static String cell(String text, int width) {
    String line = oneLine(text);
    return line.codePointCount(0, line.length()) <= width
        ? line
        : line.substring(0, line.offsetByCodePoints(0, width - 1)) + "~";
  }
}
