package dev.ebpc.tools.io;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/** Where a command writes its data: a file that appears when it is complete, or standard output. */
public final class Output implements Closeable {
  private static final String STANDARD = "-";

  private final AtomicFile file;
  private final PrintStream standard;
  private final String label;
  private long written;

  private Output(AtomicFile file, PrintStream standard, String label) {
    this.file = file;
    this.standard = standard;
    this.label = label;
  }

  /** A file; see {@link AtomicFile#create}. */
  public static Output file(Path path, boolean overwrite) throws IOException {
    return new Output(AtomicFile.create(path, overwrite), null, Names.text(path));
  }

  /** Standard output, which stays open. */
  public static Output standard(Console console) {
    return new Output(null, console.out(), STANDARD);
  }

  /** As the user knows it. */
  public String label() {
    return label;
  }

  /** Whether it is standard output, so that nothing else must be printed there. */
  public boolean isStandard() {
    return file == null;
  }

  /** Where to write. Closing it ends the data, not the output. */
  public OutputStream out() {
    return new FilterOutputStream(file == null ? standard : file.out()) {
      @Override
      public void write(int b) throws IOException {
        out.write(b);
        written++;
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        written += length;
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** Bytes written. */
  public long written() {
    return written;
  }

  /** Ends the output well. */
  public void commit() throws IOException {
    if (file == null) {
      if (standard.checkError()) {
        throw new IOException("standard output was closed");
      }
    } else {
      file.commit();
    }
  }

  /** Removes a file that was not committed. */
  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
