package dev.ebpc.engine;

import java.util.Optional;

/**
 * An engine as the registry knows it: there, or not and why.
 *
 * <p>Engines that run here stand on a ladder, and {@code auto} takes the one on its highest rung.
 * Which rung that is, an engine knows only once it has looked at the machine: the native one is
 * above all others with SIMD kernels and below plain Java without.
 *
 * @param name its name
 * @param description what it runs on
 * @param engine the engine, empty if it cannot run here
 * @param rank its rung, the higher the faster here: plain Java has {@link #SCALAR_RANK}, an engine
 *     that does not run here {@link #NO_RANK}
 * @param reason why it can or cannot run here, in words
 */
public record EngineStatus(
    String name, String description, Optional<Engine> engine, int rank, String reason) {

  /** The rung of plain Java; faster engines are above it, and slower ones below. */
  public static final int SCALAR_RANK = 0;

  /** Below all engines that run here. */
  public static final int NO_RANK = Integer.MIN_VALUE;

  /** Its name, and whether and why it runs here. */
  @Override
  public String toString() {
    return name + (engine.isPresent() ? ": " : " does not run here: ") + reason;
  }

  /** An engine that runs here, and its rung. */
  public static EngineStatus available(Engine engine, int rank, String reason) {
    return new EngineStatus(engine.name(), engine.description(), Optional.of(engine), rank, reason);
  }

  /** An engine that does not run here. */
  public static EngineStatus unavailable(String name, String description, String reason) {
    return new EngineStatus(name, description, Optional.empty(), NO_RANK, reason);
  }
}
