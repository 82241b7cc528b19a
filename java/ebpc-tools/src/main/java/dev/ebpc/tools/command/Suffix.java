package dev.ebpc.tools.command;

import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.UsageException;
import java.nio.file.Path;

/** How outputs are named after inputs. */
final class Suffix {
  /** Files of frames. */
  static final String FRAMES = ".ebpc";

  private Suffix() {}

  /** The input's path with a suffix added; null for standard input. */
  static Path added(Input input, String suffix) {
    return input.isStandard()
        ? null
        : Names.beside(input.path(), Names.last(input.path()) + suffix);
  }

  /** The input's path with a suffix taken away; null for standard input. */
  static Path removed(Input input, String suffix) {
    if (input.isStandard()) {
      return null;
    }
    String name = Names.last(input.path());
    if (!name.endsWith(suffix) || name.length() == suffix.length()) {
      throw new UsageException("the name does not end with " + suffix + "; -o names the output");
    }
    return Names.beside(input.path(), name.substring(0, name.length() - suffix.length()));
  }

  static boolean isFrames(Path file) {
    return file.getFileName().toString().endsWith(FRAMES);
  }
}
