package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/**
 * A command that does the same with each of its inputs. What goes wrong with one of them does not
 * keep the others from being done.
 */
abstract class FileCommand extends ToolCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "INPUT",
      description = "Files, folders, patterns, or - for standard input.")
  List<String> words = List.of();

  private int worst = ExitCode.OK;

  /** Which files of a folder are meant. */
  abstract boolean wants(Path file);

  /** Does one input and returns what the JSON document says about it. */
  abstract ObjectNode process(Input input) throws IOException;

  /** Checks what must hold before the first input is touched. */
  void prepare(List<Input> inputs) throws IOException {}

  /** Makes the JSON document of what {@link #process} has returned, and of failures. */
  JsonNode summary(ArrayNode results) {
    return results;
  }

  /** Notes that an input was read but found wanting. */
  void checkFailed() {
    worst = Math.max(worst, ExitCode.SOFTWARE);
  }

  @Override
  public Integer call() throws IOException {
    if (words.isEmpty()) {
      throw new UsageException("no input is given; - stands for standard input");
    }
    List<Input> inputs = Input.resolve(words, this::wants);
    prepare(inputs);
    ArrayNode results = Json.array();
    for (Input input : inputs) {
      try {
        results.add(process(input));
      } catch (IOException | RuntimeException | OutOfMemoryError problem) {
        Failure failure = Failure.of(problem);
        console().complain(input.label() + ": " + failure.message());
        if (report.wantsTrace()) {
          console().trace(problem);
        }
        results.addObject().put("file", input.label()).put("error", failure.message());
        worst = Math.max(worst, failure.exitCode());
      }
    }
    document(summary(results));
    return worst;
  }
}
