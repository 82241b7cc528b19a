package dev.ebpc.tools.io;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Files that belong together: all of them appear, or none is begun in vain. */
public final class OutputSet implements Closeable {
  private final boolean overwrite;
  private final Deque<AtomicFile> files = new ArrayDeque<>();

  /**
   * Starts an empty set.
   *
   * @param overwrite whether files may be there already
   */
  public OutputSet(boolean overwrite) {
    this.overwrite = overwrite;
  }

  /** Adds a file with all that shall be in it. */
  public void write(String path, byte[] content) throws IOException {
    AtomicFile file = AtomicFile.create(Names.path(path), overwrite);
    files.add(file);
    file.out().write(content);
    file.out().close();
  }

  /** Lets all files appear. */
  public void commit() throws IOException {
    for (AtomicFile file : files) {
      file.commit();
    }
  }

  /** Removes what was not committed. */
  @Override
  public void close() throws IOException {
    for (AtomicFile file : files) {
      file.close();
    }
  }
}
