package dev.ebpc.tools.command;

import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import java.util.List;
import picocli.CommandLine.Option;

/** Which engine does the work. */
final class EngineOption {
  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "auto (default), or an engine that doctor shows as available.")
  String name = Engines.AUTO;

  /** The one engine that is to be used. */
  Engine one() {
    return Engines.named(name);
  }

  /** The engines that are to be compared: all that are available, or the one that was named. */
  List<Engine> several() {
    return name.equals(Engines.AUTO) ? Engines.available() : List.of(one());
  }
}
