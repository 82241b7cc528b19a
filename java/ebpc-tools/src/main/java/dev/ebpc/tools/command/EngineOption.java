package dev.ebpc.tools.command;

import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import java.util.List;
import picocli.CommandLine.Option;

/** Which engine does the work. */
final class EngineOption {
  /** Takes seconds to be compiled, by which time most commands are done. */
  private static final String SLOW_TO_START = "vector";

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "auto (default: the best that needs no warm-up; to compare: all), or one that doctor shows"
              + " as available.")
  String name = Engines.AUTO;

  /** The one engine that is to be used; {@code auto} is the best of those that are fast at once. */
  Engine one() {
    return isChosen()
        ? Engines.named(name)
        : Engines.bestOf(
            Engines.available().stream()
                .filter(engine -> !engine.name().equals(SLOW_TO_START))
                .toList());
  }

  /** The engines that are to be compared: all that are available, or the one that was named. */
  List<Engine> several() {
    return isChosen() ? List.of(one()) : Engines.available();
  }

  private boolean isChosen() {
    return !name.equals(Engines.AUTO)
        || !System.getProperty(Engines.PROPERTY, Engines.AUTO).equals(Engines.AUTO);
  }
}
