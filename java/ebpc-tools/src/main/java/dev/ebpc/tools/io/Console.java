package dev.ebpc.tools.io;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The standard streams of one run.
 *
 * @param in where {@code -} reads from
 * @param out reports, JSON documents, and data if {@code -o -} says so
 * @param err errors, warnings and progress bars
 */
public record Console(InputStream in, PrintStream out, PrintStream err) {

  /** Those of the process. */
  public static Console ofProcess() {
    return new Console(System.in, System.out, System.err);
  }
}
