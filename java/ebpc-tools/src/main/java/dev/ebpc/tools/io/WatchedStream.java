package dev.ebpc.tools.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Remembers why it could not be written to: {@link java.io.PrintStream} only knows that. */
final class WatchedStream extends FilterOutputStream {
  private IOException failure;

  WatchedStream(OutputStream out) {
    super(out);
  }

  /** The first failure, null if there was none. */
  IOException failure() {
    return failure;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException lost) {
      failure = failure == null ? lost : failure;
      throw lost;
    }
  }
}
