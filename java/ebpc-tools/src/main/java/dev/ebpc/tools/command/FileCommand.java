package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.tools.io.FileKind;
import dev.ebpc.tools.io.Input;
import dev.ebpc.tools.io.InputSearch;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.UsageException;
import java.io.IOException;
import java.util.List;
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

  /** Which files of a folder are meant. */
  abstract FileKind kind();

  /** Does one input and returns what the JSON document says about it. */
  abstract ObjectNode process(Input input) throws IOException;

  /** Checks what must hold, and asks for outputs, before the first input is touched. */
  void prepare(List<Input> inputs) throws IOException {}

  /** Makes the JSON document of what {@link #process} has returned, and of failures. */
  JsonNode summary(ArrayNode results) {
    return results;
  }

  @Override
  public Integer call() throws IOException {
    if (words.isEmpty()) {
      throw new UsageException("no input is given; - stands for standard input");
    }
    List<Input> inputs = InputSearch.find(words, kind());
    runOutputs().reads(inputs);
    prepare(inputs);
    ArrayNode results = Json.array();
    for (Input input : inputs) {
      try {
        if (!input.isFound()) {
          throw input.problem();
        }
        results.add(process(input));
      } catch (Exception | OutOfMemoryError problem) {
        results.add(failures().tell(input.label(), problem));
      }
    }
    document(summary(results));
    return failures().exitCode();
  }
}
