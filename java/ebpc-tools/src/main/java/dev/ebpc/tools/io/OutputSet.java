package dev.ebpc.tools.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Outputs that belong together: all of them appear, or none. */
public final class OutputSet implements Closeable {
  private final List<Output> outputs = new ArrayList<>();

  /** Adds an output with all that shall be in it. */
  public void write(Target target, byte[] content) throws IOException {
    write(target, out -> out.write(content));
  }

  /** Writes what is in an output. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Adds an output with all that shall be in it. */
  public void write(Target target, Content content) throws IOException {
    Output output = target.open();
    outputs.add(output);
    content.writeTo(output.out());
    output.finish();
  }

  /** Lets all files appear. */
  public void commit() throws IOException {
    for (Output output : outputs) {
      output.requireFree();
    }
    for (Output output : outputs) {
      output.commit();
    }
  }

  /** Removes what was not committed. */
  @Override
  public void close() throws IOException {
    for (Output output : outputs) {
      output.close();
    }
  }
}
