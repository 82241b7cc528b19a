package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import dev.ebpc.tools.Version;
import dev.ebpc.tools.io.Json;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code ebpc doctor}: what runs here, and why the rest does not. */
@Command(name = "doctor", description = "Show the engines, the JVM and the processor.")
final class DoctorCommand extends ToolCommand {

  @Override
  public Integer call() {
    Machine machine = Machine.here();
    say("ebpc       %s", Version.text());
    say("JVM        %s", machine.jvm());
    say("memory     at most %d MiB of heap", machine.maxHeapBytes() >> 20);
    say("system     %s, %d processors", machine.system(), machine.processors());
    say("processor  %s", machine.processor());
    say("features   %s", String.join(" ", machine.features()));
    say("");
    String chosen = chosen();
    int choice = 0;
    for (EngineStatus engine : Engines.all()) {
      say(
          "engine %-8s %-13s %s; %s%s",
          engine.name(),
          engine.engine().isPresent() ? "choice " + ++choice : "not available",
          engine.description(),
          engine.reason(),
          engine.name().equals(chosen) ? " (auto takes this one)" : "");
    }
    if (chosen.isEmpty()) {
      say("");
      say(
          "auto fails: %s=%s names none of them",
          Engines.PROPERTY, System.getProperty(Engines.PROPERTY));
    }
    document(document(machine, chosen));
    return ExitCode.OK;
  }

  /** The engine that auto takes; empty if a system property forces one that does not run. */
  private static String chosen() {
    try {
      return Engines.auto().name();
    } catch (IllegalArgumentException notThere) {
      return "";
    }
  }

  private static ObjectNode document(Machine machine, String chosen) {
    ObjectNode document = Json.object().put("version", Version.text());
    document
        .put("jvm", machine.jvm())
        .put("maxHeapBytes", machine.maxHeapBytes())
        .put("system", machine.system())
        .put("processors", machine.processors())
        .put("processor", machine.processor())
        .set("features", strings(machine.features()));
    document.put("auto", chosen);
    ArrayNode engines = document.putArray("engines");
    for (EngineStatus engine : Engines.all()) {
      engines
          .addObject()
          .put("name", engine.name())
          .put("description", engine.description())
          .put("available", engine.engine().isPresent())
          .put("rank", engine.rank())
          .put("reason", engine.reason());
    }
    return document;
  }

  private static ArrayNode strings(List<String> values) {
    ArrayNode array = Json.array();
    values.forEach(array::add);
    return array;
  }
}
