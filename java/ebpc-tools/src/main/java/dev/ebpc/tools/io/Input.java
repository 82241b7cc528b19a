package dev.ebpc.tools.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One input of a command.
 *
 * @param path the file, null for standard input
 * @param relative its path below the folder the user named, else its name alone
 */
public record Input(Path path, Path relative) {
  private static final String STANDARD = "-";
  private static final int BUFFER = 1 << 16;

  /** Whether it is standard input. */
  public boolean isStandard() {
    return path == null;
  }

  /** As the user knows it. */
  public String label() {
    return isStandard() ? STANDARD : Names.text(path);
  }

  /** Opens it. */
  public InputStream open(Console console) throws IOException {
    return isStandard()
        ? console.in()
        : new BufferedInputStream(Files.newInputStream(path), BUFFER);
  }

  /** Bytes of it, or -1 if nobody knows. */
  public long size() throws IOException {
    return !isStandard() && Files.isRegularFile(path) ? Files.size(path) : -1;
  }

  /** Bytes of all inputs whose size is known. */
  public static long totalSize(List<Input> inputs) throws IOException {
    long bytes = 0;
    for (Input input : inputs) {
      bytes += Math.max(0, input.size());
    }
    return bytes;
  }

  /**
   * Finds the inputs that a user's words mean: a file, {@code -}, a folder with all that is below
   * it, or a pattern such as {@code maps/*.npy} that no shell has resolved.
   *
   * @param words the user's words
   * @param wanted which files of a folder are meant
   * @throws NoSuchFileException if a word means nothing
   */
  public static List<Input> resolve(List<String> words, Predicate<Path> wanted) throws IOException {
    List<Input> inputs = new ArrayList<>();
    for (String word : words) {
      int before = inputs.size();
      if (word.equals(STANDARD)) {
        inputs.add(new Input(null, null));
      } else if (Files.isDirectory(Names.path(word))) {
        inputs.addAll(below(Names.path(word), wanted));
      } else if (Files.exists(Names.path(word))) {
        inputs.add(ofFile(Names.path(word)));
      } else {
        inputs.addAll(matching(word));
      }
      if (inputs.size() == before) {
        throw new NoSuchFileException(word);
      }
    }
    return inputs;
  }

  private static Input ofFile(Path file) {
    return new Input(file, file.getFileName());
  }

  private static List<Input> below(Path folder, Predicate<Path> wanted) throws IOException {
    // The folder itself may be a link, which is followed this way.
    Path root = folder.resolve(".");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> Files.isRegularFile(file) && wanted.test(file))
          .map(root::relativize)
          .sorted()
          .map(file -> new Input(folder.resolve(file), file))
          .toList();
    }
  }

  private static List<Input> matching(String pattern) throws IOException {
    int star = firstSpecial(pattern);
    if (star < 0) {
      return List.of();
    }
    int slash = pattern.lastIndexOf('/', star);
    Path folder = Names.path(slash < 0 ? "" : pattern.substring(0, slash + 1));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    String rest = pattern.substring(slash + 1);
    int depth = rest.contains("**") ? Integer.MAX_VALUE : Path.of(rest).getNameCount();
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files
          .filter(file -> Files.isRegularFile(file) && matcher.matches(file))
          .sorted()
          .map(Input::ofFile)
          .toList();
    }
  }

  private static int firstSpecial(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if ("*?[{".indexOf(pattern.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
