package dev.ebpc.tools.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a path is that shall be written to. */
enum Place {
  /** Standard output, under whatever name: {@code -}, {@code /dev/stdout}, {@code /dev/fd/1}. */
  STANDARD,

  /** Another open descriptor, a pipe or a device: written to as it is. */
  DIRECT,

  /** A folder, which cannot be written to. */
  FOLDER,

  /** A file, there or not, or a link to one: replaced when the new one is complete. */
  FILE;

  private static final String STANDARD_NAME = "-";
  private static final int MOST_LINKS = 40;
  private static final int NONE = -1;

  /** Folders of a process's descriptors; what is in them looks like links, but leads nowhere. */
  private static final Pattern DESCRIPTORS =
      Pattern.compile("/dev/fd|/proc/(\\d+)(?:/task/\\d+)?/fd");

  /** Looks at a path. */
  static Place of(Path path) {
    if (path.toString().equals(STANDARD_NAME)) {
      return STANDARD;
    }
    int descriptor = descriptor(path);
    if (descriptor == 1) {
      return STANDARD;
    }
    if (Files.isDirectory(path)) {
      return FOLDER;
    }
    boolean file = Files.isRegularFile(path) || !Files.exists(path);
    return file && descriptor == NONE ? FILE : DIRECT;
  }

  /** Whether a path is another name of standard input. */
  static boolean isStandardInput(Path path) {
    return descriptor(path) == 0;
  }

  /** The open descriptor that a path such as {@code /dev/fd/3} stands for; negative if none. */
  private static int descriptor(Path path) {
    Path here = path.toAbsolutePath();
    try {
      for (int links = 0; links < MOST_LINKS && here.getParent() != null; links++) {
        Path folder = here.getParent().toRealPath();
        Matcher descriptors = DESCRIPTORS.matcher(folder.toString());
        String name = here.getFileName().toString();
        if (descriptors.matches() && name.matches("\\d{1,9}")) {
          String process = descriptors.group(1);
          boolean ours =
              process == null || Long.parseLong(process) == ProcessHandle.current().pid();
          return ours ? Integer.parseInt(name) : Integer.MAX_VALUE;
        }
        if (!Files.isSymbolicLink(here)) {
          return NONE;
        }
        here = folder.resolve(Files.readSymbolicLink(here));
      }
    } catch (IOException notThere) {
      // Then it is no descriptor either.
    }
    return NONE;
  }
}
