package dev.ebpc.tools.command;

import dev.ebpc.tools.io.Console;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.Output;
import dev.ebpc.tools.io.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a command writes. */
final class OutputOptions {
  private static final String STANDARD = "-";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description =
          "Output file, - for standard output, or a folder (there already, ending with /, or"
              + " needed since there are several inputs).")
  String output;

  @Option(
      names = {"-f", "--force"},
      description = "Overwrite outputs that exist.")
  boolean force;

  @Option(
      names = {"-k", "--keep"},
      description = "Keep inputs; they always are, so this changes nothing.")
  boolean keep;

  private boolean several;

  /** Whether the user names one output file. */
  boolean isNamed() {
    return output != null && !isFolder();
  }

  /** Whether data go to standard output. */
  boolean isStandard(Input input) {
    return output == null ? input.isStandard() : output.equals(STANDARD);
  }

  /**
   * Refuses what cannot work before the first input is read.
   *
   * @param json whether a JSON document goes to standard output
   */
  void check(List<Input> inputs, boolean json) {
    several = inputs.size() > 1;
    if (several && output != null && (output.equals(STANDARD) || !isFolder())) {
      throw new UsageException("several inputs need a folder for -o, found " + output);
    }
    if (json && inputs.stream().anyMatch(this::isStandard)) {
      throw new UsageException("standard output cannot take both data and --json; use -o");
    }
  }

  /**
   * Opens the output of an input.
   *
   * @param input what it is made from
   * @param suggested the input's path, changed as the command names its outputs
   */
  Output open(Input input, Path suggested, Console console) throws IOException {
    return isStandard(input)
        ? Output.standard(console)
        : Output.file(target(input, suggested), force);
  }

  /** The path that an input's outputs have in common. */
  Path base(Input input) {
    return target(input, input.path());
  }

  private Path target(Input input, Path suggested) {
    if (output == null) {
      return suggested;
    }
    if (!isFolder()) {
      return Names.path(output);
    }
    if (input.isStandard()) {
      throw new UsageException("standard input has no name: -o must be a file");
    }
    Path folder = Names.path(output);
    Path parent = input.relative().getParent();
    Path place = parent == null ? folder : folder.resolve(parent);
    return place.resolve(suggested.getFileName());
  }

  private boolean isFolder() {
    Path path = Names.path(output);
    return output.endsWith("/") || Files.isDirectory(path) || (several && !Files.exists(path));
  }
}
