package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.tools.io.Console;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.LostOutputException;
import dev.ebpc.tools.io.Outputs;
import dev.ebpc.tools.io.Progress;
import dev.ebpc.tools.io.Text;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands share: standard streams and the way they report. */
abstract class ToolCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin ReportOptions report = new ReportOptions();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and leave.")
  boolean help;

  private final ItemFailures failures = new ItemFailures(this);
  private Outputs runOutputs;

  Console console() {
    return ((RootCommand) spec.root().userObject()).console();
  }

  /** The outputs of this run; there is no other way to write anything. */
  Outputs runOutputs() {
    if (runOutputs == null) {
      runOutputs = new Outputs(console());
      if (report.json) {
        runOutputs.keepStandardFor(ReportOptions.JSON);
      }
    }
    return runOutputs;
  }

  /** What went wrong with single items of this run. */
  ItemFailures failures() {
    return failures;
  }

  /**
   * Prints a line of the report for people. If standard output takes data, it goes to standard
   * error, for those who want more.
   */
  void say(String format, Object... values) {
    if (report.json || report.quiet) {
      return;
    }
    if (!runOutputs().takesStandard()) {
      console().out().println(line(format, values));
      requireWritten();
    } else if (report.isVerbose()) {
      console().err().println(line(format, values));
    }
  }

  /** Ends a run early whose report nobody can read. */
  private void requireWritten() {
    try {
      console().requireWritten();
    } catch (LostOutputException lost) {
      throw new UncheckedIOException(lost);
    }
  }

  /** Prints a warning or an error. */
  void warn(String message) {
    console().complain(message);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more library
  private static String line(String format, Object... values) {
    return Text.oneLine(String.format(Locale.ROOT, format, values));
  }

  /** Prints the report for programs. */
  void document(JsonNode document) {
    if (report.json) {
      console().out().println(Json.text(document));
    }
  }

  Progress progress(String task, long bytes) {
    return new Progress(console(), task, bytes, report.showsProgress());
  }
}
