package dev.ebpc.tools.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One input of a command, or a word of the user's that leads to none.
 *
 * @param label as the user knows it
 * @param path the file; null for standard input, and if there is none
 * @param relative its path below the folder the user named, else its name alone
 * @param problem why there is no input; null if there is one
 */
public record Input(String label, Path path, Path relative, Exception problem) {
  static final String STANDARD = "-";
  private static final int BUFFER = 1 << 16;

  /** Standard input. */
  static Input standard(String label) {
    return new Input(label, null, null, null);
  }

  static Input ofFile(Path file) {
    return new Input(Names.text(file), file, file.getFileName(), null);
  }

  static Input below(Path folder, Path file) {
    return new Input(Names.text(file), file, folder.relativize(file), null);
  }

  static Input missing(String label, Exception problem) {
    return new Input(label, null, null, problem);
  }

  /** Whether it is standard input. */
  public boolean isStandard() {
    return path == null && problem == null;
  }

  /** Whether there is anything to read. */
  public boolean isFound() {
    return problem == null;
  }

  /** Opens it. */
  public InputStream open(Console console) throws IOException {
    return isStandard()
        ? console.in()
        : new BufferedInputStream(Files.newInputStream(path), BUFFER);
  }

  /** Bytes of it, or -1 if nobody knows. */
  public long size() throws IOException {
    return path != null && Files.isRegularFile(path) ? Files.size(path) : -1;
  }

  /** Bytes of all inputs whose size is known. */
  public static long totalSize(List<Input> inputs) throws IOException {
    long bytes = 0;
    for (Input input : inputs) {
      bytes += Math.max(0, input.size());
    }
    return bytes;
  }
}
