package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.engine.Coder;
import dev.ebpc.engine.CoderStatus;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import dev.ebpc.tools.Version;
import dev.ebpc.tools.io.Json;
import java.util.List;
import java.util.Optional;
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
    for (EngineStatus engine : Engines.all()) {
      say(
          "engine %-8s %-13s %s; %s",
          engine.name(),
          engine.engine().isPresent() ? "available" : "not available",
          engine.description(),
          engine.reason());
      for (CoderStatus coder : coders(engine)) {
        say(
            "  %-15s %s%s",
            coder.profile().label(),
            coder.coder().isPresent() ? coder.reason() : "no: " + coder.reason(),
            isChosen(coder) ? " (auto takes this one)" : "");
      }
    }
    if (auto().isEmpty()) {
      say("");
      say(
          "auto fails: %s=%s names none of them",
          Engines.PROPERTY, System.getProperty(Engines.PROPERTY));
    }
    document(document(machine));
    return ExitCode.OK;
  }

  private static List<CoderStatus> coders(EngineStatus engine) {
    return engine.engine().map(Engine::coders).orElse(List.of());
  }

  /** What auto stands for; empty if a system property forces an engine that does not run. */
  private static Optional<Engine> auto() {
    try {
      return Optional.of(Engines.auto());
    } catch (IllegalArgumentException notThere) {
      return Optional.empty();
    }
  }

  private static boolean isChosen(CoderStatus status) {
    Optional<Coder> chosen = auto().flatMap(engine -> engine.coder(status.profile()));
    return status.coder().isPresent() && chosen.equals(status.coder());
  }

  private static ObjectNode document(Machine machine) {
    ObjectNode document = Json.object().put("version", Version.text());
    document
        .put("jvm", machine.jvm())
        .put("maxHeapBytes", machine.maxHeapBytes())
        .put("system", machine.system())
        .put("processors", machine.processors())
        .put("processor", machine.processor())
        .set("features", strings(machine.features()));
    ObjectNode auto = document.putObject("auto");
    auto()
        .ifPresent(
            engine ->
                engine.coders().stream()
                    .flatMap(status -> status.coder().stream())
                    .forEach(coder -> auto.put(coder.profile().label(), coder.engine())));
    ArrayNode engines = document.putArray("engines");
    for (EngineStatus engine : Engines.all()) {
      ObjectNode entry =
          engines
              .addObject()
              .put("name", engine.name())
              .put("description", engine.description())
              .put("available", engine.engine().isPresent())
              .put("reason", engine.reason());
      ArrayNode profiles = entry.putArray("profiles");
      for (CoderStatus coder : coders(engine)) {
        ObjectNode profile =
            profiles
                .addObject()
                .put("profile", coder.profile().label())
                .put("available", coder.coder().isPresent())
                .put("reason", coder.reason());
        coder
            .coder()
            .ifPresent(
                one -> profile.put("rank", one.rank()).put("fewestBytes", one.fewestBytes()));
      }
    }
    return document;
  }

  private static ArrayNode strings(List<String> values) {
    ArrayNode array = Json.array();
    values.forEach(array::add);
    return array;
  }
}
