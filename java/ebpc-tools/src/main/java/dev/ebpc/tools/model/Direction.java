package dev.ebpc.tools.model;

import java.util.Locale;

/** Which of the two codecs. */
public enum Direction {
  /** The encoder. */
  ENCODE,
  /** The decoder. */
  DECODE;

  /** Its name on the command line and in documents. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
