package dev.ebpc.tools.command;

import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.Output;
import dev.ebpc.tools.io.Outputs;
import dev.ebpc.tools.io.Target;
import dev.ebpc.tools.io.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command writes what it makes of each input. */
final class OutputOptions {
  private static final String STANDARD = "-";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description =
          "Output file, - for standard output, or a folder (there already, ending with /, or"
              + " needed since there are several inputs).")
  String output;

  @Mixin ForceOption force = new ForceOption();

  @Option(
      names = {"-k", "--keep"},
      description = "Keep inputs; they always are, so this changes nothing.")
  boolean keep;

  private final Map<Input, Target> targets = new HashMap<>();
  private final Map<Input, UsageException> unnamed = new HashMap<>();
  private boolean several;

  /** How a command names what it makes of a file, where the user does not. */
  @FunctionalInterface
  interface Naming {
    /** The output's path beside the input; a {@link UsageException} if it has none. */
    Path of(Input input);
  }

  /**
   * Asks for the output of every input, and refuses what cannot work before the first one is read.
   */
  void ask(List<Input> inputs, Outputs outputs, Naming naming) {
    check(inputs);
    for (Input input : inputs) {
      if (input.isFound()) {
        Path path;
        try {
          path = path(input, naming);
        } catch (UsageException noName) {
          unnamed.put(input, noName);
          continue;
        }
        targets.put(input, outputs.of(path, input, force.wanted));
      }
    }
  }

  /** Refuses one output for several inputs. */
  void check(List<Input> inputs) {
    several = inputs.size() > 1;
    if (output != null) {
      Outputs.requireName(Names.path(output));
      if (several && !isFolder()) {
        throw new UsageException("several inputs need a folder for -o, found " + output);
      }
    }
  }

  /** Opens the output of an input. */
  Output open(Input input) throws IOException {
    if (unnamed.containsKey(input)) {
      throw unnamed.get(input);
    }
    return targets.get(input).open();
  }

  /** Whether the output of an input gets no name. */
  boolean isUnnamed(Input input) {
    return output == null && input.isStandard();
  }

  /**
   * The path of an input's output.
   *
   * @throws UsageException if the user has to name it
   */
  Path path(Input input, Naming naming) {
    if (isUnnamed(input)) {
      return Path.of(STANDARD);
    }
    if (output != null && !isFolder()) {
      return Names.path(output);
    }
    if (input.isStandard() || !Files.isRegularFile(input.path())) {
      throw new UsageException("this input is no regular file: -o must name its output");
    }
    Path beside = naming.of(input);
    if (output == null) {
      return beside;
    }
    Path parent = input.relative().getParent();
    Path folder = Names.path(output);
    Path place = parent == null ? folder : folder.resolve(parent);
    return place.resolve(beside.getFileName());
  }

  private boolean isFolder() {
    Path path = Names.path(output);
    return output.endsWith("/")
        || Files.isDirectory(path)
        || (several && !output.equals(STANDARD) && !Files.exists(path));
  }
}
