package dev.ebpc.tools.command;

import picocli.CommandLine.Option;

/** Whether a command may replace files. */
final class ForceOption {
  @Option(
      names = {"-f", "--force"},
      description = "Overwrite outputs that exist, but never an input.")
  boolean wanted;
}
