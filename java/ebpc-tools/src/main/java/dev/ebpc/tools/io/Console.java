package dev.ebpc.tools.io;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** The standard streams of one run. */
public final class Console {
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Path inFile;
  private final Path outFile;
  private final WatchedStream watched;

  /**
   * Streams of any kind.
   *
   * @param in where {@code -} reads from
   * @param out reports, JSON documents, and data if {@code -o -} says so
   * @param err errors, warnings and progress bars
   */
  public Console(InputStream in, PrintStream out, PrintStream err) {
    this(in, out, err, null, null, null);
  }

  /**
   * Streams that may be files.
   *
   * @param inFile a path to what {@code in} reads
   * @param outFile a path to what {@code out} writes
   */
  public Console(InputStream in, PrintStream out, PrintStream err, Path inFile, Path outFile) {
    this(in, out, err, inFile, outFile, null);
  }

  private Console(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Path inFile,
      Path outFile,
      WatchedStream watched) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.inFile = inFile;
    this.outFile = outFile;
    this.watched = watched;
  }

  /** Those of the process. */
  public static Console ofProcess() {
    WatchedStream watched = new WatchedStream(new FileOutputStream(FileDescriptor.out));
    PrintStream out =
        new PrintStream(new BufferedOutputStream(watched), true, System.out.charset());
    return new Console(
        System.in, out, System.err, Path.of("/dev/stdin"), Path.of("/dev/stdout"), watched);
  }

  /** Where {@code -} reads from. */
  public InputStream in() {
    return in;
  }

  /** Reports, JSON documents, and data if {@code -o -} says so. */
  public PrintStream out() {
    return out;
  }

  /** Errors, warnings and progress bars. */
  public PrintStream err() {
    return err;
  }

  /** A path to what {@link #in} reads; null if unknown. */
  Path inFile() {
    return inFile;
  }

  /** A path to what {@link #out} writes; null if unknown. */
  Path outFile() {
    return outFile;
  }

  /**
   * Checks that all that was printed has arrived.
   *
   * @throws LostOutputException if not
   */
  public void requireWritten() throws LostOutputException {
    if (out.checkError()) {
      boolean known = watched != null && watched.failure() != null;
      throw new LostOutputException(
          known ? watched.failure() : new IOException("cannot be written"));
    }
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
