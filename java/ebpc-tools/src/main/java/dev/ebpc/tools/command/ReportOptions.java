package dev.ebpc.tools.command;

import picocli.CommandLine.Option;

/** How a command tells what it did. */
final class ReportOptions {
  static final String JSON = "--json";

  @Option(
      names = {"-q", "--quiet"},
      description = "Print errors only.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print more; given twice, also where errors come from.")
  boolean[] verbose = {};

  @Option(
      names = JSON,
      description = "Print one JSON document, and nothing else, to standard output.")
  boolean json;

  @Option(names = "--no-progress", description = "Never show a progress bar.")
  boolean noProgress;

  boolean showsProgress() {
    return !noProgress && !quiet;
  }

  boolean isVerbose() {
    return verbose.length > 0;
  }

  boolean wantsTrace() {
    return verbose.length > 1;
  }
}
