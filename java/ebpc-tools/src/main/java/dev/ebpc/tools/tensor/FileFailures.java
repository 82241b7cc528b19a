package dev.ebpc.tools.tensor;

import dev.ebpc.tools.io.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Told of files that cannot be used, so that the others can be. */
@FunctionalInterface
public interface FileFailures {

  /**
   * Takes note of a file.
   *
   * @param file as the user knows it
   * @param problem what is wrong with it
   * @throws IOException if the others shall not be used either
   */
  void tell(String file, Exception problem) throws IOException;

  /** Throws what is wrong with a file, so that none of the others is used. */
  static void refuse(String file, Exception problem) throws IOException {
    if (problem instanceof RuntimeException unfit) {
      throw unfit;
    }
    throw problem instanceof IOException broken ? broken : new IOException(file, problem);
  }

  /**
   * Reads all items of a file; none, if that fails.
   *
   * @param file the file
   * @param failures told if it cannot be read
   * @param reader reads it
   */
  static <T> List<T> orNone(Path file, FileFailures failures, Reader<T> reader) throws IOException {
    try {
      return reader.read(file);
    } catch (IOException | RuntimeException problem) {
      failures.tell(Names.text(file), problem);
      return List.of();
    }
  }

  /** Reads all items of a file. */
  @FunctionalInterface
  interface Reader<T> {
    List<T> read(Path file) throws IOException;
  }
}
