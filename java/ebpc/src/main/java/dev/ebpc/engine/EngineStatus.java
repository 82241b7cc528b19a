package dev.ebpc.engine;

import java.util.Optional;

/**
 * An engine as the registry knows it: there, or not and why. What it has for which profile, the
 * engine says itself ({@link Engine#coders}).
 *
 * @param name its name
 * @param description what it runs on
 * @param engine the engine, empty if it cannot run here
 * @param reason why it can or cannot run here, in words
 */
public record EngineStatus(
    String name, String description, Optional<Engine> engine, String reason) {

  /** An engine that runs here. */
  public static EngineStatus available(Engine engine, String reason) {
    return new EngineStatus(engine.name(), engine.description(), Optional.of(engine), reason);
  }

  /** An engine that does not run here. */
  public static EngineStatus unavailable(String name, String description, String reason) {
    return new EngineStatus(name, description, Optional.empty(), reason);
  }

  /** Its name, and whether and why it runs here. */
  @Override
  public String toString() {
    return name + (engine.isPresent() ? ": " : " does not run here: ") + reason;
  }
}
