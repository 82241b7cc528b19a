package dev.ebpc.tools.io;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;

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

  /** Prints an error or a warning, as one line. */
  public void complain(String message) {
    err.println("ebpc: " + Text.oneLine(message));
  }

  /** Prints where an error comes from. */
  public void trace(Throwable error) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    for (String line : trace.toString().lines().toList()) {
      int indent = line.startsWith("\t") ? 1 : 0;
      err.println(line.substring(0, indent) + Text.visible(line.substring(indent)));
    }
  }
}
