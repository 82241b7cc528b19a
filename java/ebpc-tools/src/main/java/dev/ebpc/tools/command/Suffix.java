package dev.ebpc.tools.command;

import dev.ebpc.tools.io.FileKind;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.UsageException;
import java.nio.file.Path;

/** How outputs are named after inputs. */
final class Suffix {
  /** Files of frames. */
  static final String FRAMES = ".ebpc";

  static final FileKind FRAME_FILES =
      new FileKind(FRAMES + " file", file -> Names.last(file).endsWith(FRAMES));

  private Suffix() {}

  /** The path of a file with a suffix added. */
  static Path added(Input input, String suffix) {
    return Names.beside(input.path(), Names.last(input.path()) + suffix);
  }

  /** The path of a file with a suffix taken away. */
  static Path removed(Input input, String suffix) {
    String name = Names.last(input.path());
    if (!name.endsWith(suffix) || name.length() == suffix.length()) {
      throw new UsageException("the name does not end with " + suffix + "; -o names the output");
    }
    return Names.beside(input.path(), name.substring(0, name.length() - suffix.length()));
  }
}
