package dev.ebpc.tools.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the inputs that a user's words mean: a file, {@code -}, a folder with all that is below it,
 * or a pattern such as {@code maps/*.npy} that no shell has resolved. A word that means nothing
 * becomes an input with a problem, for the others to be done all the same.
 */
public final class InputSearch {
  private final FileKind kind;
  private final Map<Object, Input> found = new LinkedHashMap<>();

  private InputSearch(FileKind kind) {
    this.kind = kind;
  }

  /**
   * Finds all inputs. A file that several words lead to is one input, where it is first met.
   *
   * @param words the user's words
   * @param kind which files of a folder are meant
   */
  public static List<Input> find(List<String> words, FileKind kind) {
    InputSearch search = new InputSearch(kind);
    for (String word : words) {
      try {
        search.add(word);
      } catch (IOException | IllegalArgumentException | UsageException problem) {
        search.add(Input.missing(word, problem));
      }
    }
    return List.copyOf(search.found.values());
  }

  private void add(String word) throws IOException {
    if (word.isEmpty()) {
      throw new UsageException("an empty name is no input; . is the current folder");
    }
    if (word.equals(Input.STANDARD)) {
      add(Input.standard(word));
      return;
    }
    Path path = Names.path(word);
    if (Place.isStandardInput(path)) {
      add(Input.standard(word));
    } else if (Files.isDirectory(path)) {
      addFolder(path);
    } else if (Files.exists(path)) {
      add(Input.ofFile(path));
    } else {
      addMatching(word);
    }
  }

  private void add(Input input) {
    Object key =
        input.isStandard()
            ? Input.STANDARD
            : !input.isFound()
                ? input.label()
                : Files.isRegularFile(input.path()) ? FileId.ofEntry(input.path()) : new Object();
    found.putIfAbsent(key, input);
  }

  private void addFolder(Path folder) throws IOException {
    List<Path> all = filesBelow(folder, Integer.MAX_VALUE);
    List<Path> wanted = all.stream().filter(kind.wanted()).toList();
    wanted.forEach(file -> add(Input.below(folder, file)));
    if (wanted.isEmpty()) {
      String instead =
          all.isEmpty() ? "no file at all" : all.size() + " of another kind, such as " + all.get(0);
      throw new UsageException(
          "expected a folder with at least one " + kind.description() + ", found " + instead);
    }
  }

  private void addMatching(String pattern) throws IOException {
    int star = firstSpecial(pattern);
    if (star < 0) {
      throw new NoSuchFileException(pattern);
    }
    int slash = pattern.lastIndexOf('/', star);
    Path folder = Names.path(slash < 0 ? "" : pattern.substring(0, slash + 1));
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(Names.text(folder));
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    String rest = pattern.substring(slash + 1);
    int depth = rest.contains("**") ? Integer.MAX_VALUE : Path.of(rest).getNameCount();
    List<Path> matching = filesBelow(folder, depth).stream().filter(matcher::matches).toList();
    matching.forEach(file -> add(Input.ofFile(file)));
    if (matching.isEmpty()) {
      throw new UsageException("no such file, and no file that matches it as a pattern");
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

  /** All regular files, in order. What cannot be looked into becomes an input with a problem. */
  private List<Path> filesBelow(Path folder, int depth) throws IOException {
    List<Path> files = new ArrayList<>();
    // The dot makes a walk go into a folder that is a link.
    Path start = folder.resolve(".");
    Files.walkFileTree(
        start,
        EnumSet.noneOf(FileVisitOption.class),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (Files.isRegularFile(file)) {
              files.add(folder.resolve(start.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException problem) {
            Path inside = folder.resolve(start.relativize(file));
            boolean closed = problem instanceof AccessDeniedException;
            add(
                Input.missing(
                    Names.text(inside),
                    closed ? new AccessDeniedException(Names.text(inside)) : problem));
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return files;
  }
}
