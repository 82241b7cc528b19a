package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.LostOutputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine.ExitCode;

/**
 * What went wrong with single items of a run: each is told at once, the others are done, and the
 * exit code tells of it at the end. That is 1 if data were found wanting, whatever else happened; 2
 * if all that failed was asked for wrongly, such as a file that is not there.
 */
final class ItemFailures {
  private static final String FILE = "file";
  private static final String ERROR = "error";

  private final ToolCommand command;
  private final ArrayNode told = Json.array();
  private int exitCode = ExitCode.OK;

  ItemFailures(ToolCommand command) {
    this.command = command;
  }

  /**
   * Tells of a failure.
   *
   * @param item what could not be done, as the user knows it
   * @return what the JSON document says about the item
   * @throws LostOutputException if that is the problem: then the others cannot be done either
   */
  ObjectNode tell(String item, Throwable problem) throws IOException {
    requireNotLost(problem);
    Failure failure = Failure.of(problem);
    String message = failure.messageAbout(item);
    command.warn((item.isEmpty() ? "\"\"" : item) + ": " + message);
    if (command.report.wantsTrace()) {
      command.console().trace(problem);
    }
    note(failure.exitCode());
    ObjectNode entry = Json.object().put(FILE, item).put(ERROR, message);
    told.add(entry);
    return entry;
  }

  private static void requireNotLost(Throwable problem) throws LostOutputException {
    Throwable cause = problem instanceof UncheckedIOException ? problem.getCause() : problem;
    if (cause instanceof LostOutputException lost) {
      throw lost;
    }
  }

  /** Notes that an item was read but found wanting. */
  void checkFailed() {
    note(ExitCode.SOFTWARE);
  }

  private void note(int code) {
    boolean found = exitCode == ExitCode.SOFTWARE || code == ExitCode.SOFTWARE;
    exitCode = found ? ExitCode.SOFTWARE : ExitCode.USAGE;
  }

  /** Whether anything failed. */
  boolean any() {
    return exitCode != ExitCode.OK;
  }

  int exitCode() {
    return exitCode;
  }

  /** What could not be done, in the order in which it was told. */
  List<String> items() {
    return told.findValuesAsText(FILE);
  }

  /** The document of a run in which nothing could be done. */
  ObjectNode document() {
    ObjectNode document = Json.object();
    document.set(ERROR, told.get(0).get(ERROR));
    describe(document);
    return document;
  }

  /** Adds to a document what failed, if anything did. */
  void describe(ObjectNode document) {
    if (!told.isEmpty()) {
      document.putArray("errors").addAll(told);
    }
  }
}
