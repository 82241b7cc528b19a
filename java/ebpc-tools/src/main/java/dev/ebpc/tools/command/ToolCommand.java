package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.tools.io.Console;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Output;
import dev.ebpc.tools.io.Progress;
import dev.ebpc.tools.io.Text;
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

  Console console() {
    return ((RootCommand) spec.root().userObject()).console();
  }

  /** Prints a line of the report for people. */
  void say(String format, Object... values) {
    if (!report.json && !report.quiet) {
      console().out().println(line(format, values));
    }
  }

  /** Prints a line about an output, to standard error if the output itself is standard output. */
  void tell(Output output, String format, Object... values) {
    if (!output.isStandard()) {
      say(format, values);
    } else if (report.isVerbose()) {
      console().err().println(line(format, values));
    }
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
