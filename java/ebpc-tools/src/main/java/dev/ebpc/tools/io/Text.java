package dev.ebpc.tools.io;

/** Text that comes from files and goes to terminals. */
public final class Text {
  private Text() {}

  /** The same text in one line, without characters that would steer a terminal. */
  public static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", "; ").replaceAll("\\p{Cntrl}", "?");
  }
}
