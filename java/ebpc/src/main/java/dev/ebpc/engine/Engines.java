package dev.ebpc.engine;

import dev.ebpc.scalar.ScalarProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The registry: which engines there are, which of them run here, and which one {@code auto} takes.
 *
 * <p>Built once, on first use. Thread-safe.
 */
public final class Engines {

  /** System property that forces an engine by name where the caller does not. */
  public static final String PROPERTY = "dev.ebpc.engine";

  /** The name that leaves the choice to the registry. */
  public static final String AUTO = "auto";

  /** The engine that is always there. */
  private static final String PLAIN = "scalar";

  /** Stands for the name of an engine whose provider cannot be asked for it. */
  private static final String NAMELESS = "(unknown)";

  /** Broken providers after which the search ends. */
  private static final int MOST_BROKEN = 100;

  private static final class Holder {
    static final List<EngineStatus> ALL = probeAll();
    static final Engine AUTO_ENGINE = new AutoEngine(named(PLAIN), available());
  }

  private Engines() {}

  /**
   * All engines: those that run here, the one with the best coder first, then the others.
   *
   * @return an immutable list
   */
  public static List<EngineStatus> all() {
    return Holder.ALL;
  }

  /** The engines that run here, best first. */
  public static List<Engine> available() {
    return all().stream().flatMap(status -> status.engine().stream()).toList();
  }

  /**
   * The engine of system property {@value #PROPERTY}, else one that has the best coder for each
   * profile, and leaves batches of less than its {@link Coder#fewestBytes} to plain Java.
   *
   * @return the engine
   * @throws IllegalArgumentException if the property names an engine that is not there
   */
  public static Engine auto() {
    String forced = System.getProperty(PROPERTY, AUTO);
    return forced.equals(AUTO) ? Holder.AUTO_ENGINE : named(forced);
  }

  /**
   * An engine that has the best coder for each profile among some.
   *
   * @param engines engines that run here, plain Java among them
   * @return the engine
   */
  public static Engine bestOf(List<Engine> engines) {
    return new AutoEngine(named(PLAIN), engines);
  }

  /**
   * The engine of a name.
   *
   * @param name {@code auto}, {@code scalar}, {@code vector} or {@code native}
   * @return the engine
   * @throws IllegalArgumentException if there is no such engine or it does not run here; the
   *     message gives the reason
   */
  public static Engine named(String name) {
    if (name.equals(AUTO)) {
      return auto();
    }
    for (EngineStatus status : all()) {
      if (status.name().equals(name)) {
        return status
            .engine()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "engine " + name + " does not run here: " + status.reason()));
      }
    }
    throw new IllegalArgumentException(
        "no engine is called "
            + name
            + "; there are "
            + all().stream().map(EngineStatus::name).toList());
  }

  /** The rung of an engine: that of its best coder; those that do not run here come last. */
  private static int rank(EngineStatus status) {
    return status.engine().stream()
        .flatMap(engine -> engine.coders().stream())
        .flatMap(coder -> coder.coder().stream())
        .mapToInt(Coder::rank)
        .max()
        .orElse(Integer.MIN_VALUE);
  }

  private static List<EngineStatus> probeAll() {
    return probeAll(
        ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader()).iterator());
  }

  /**
   * Asks the providers, whatever is wrong with them: what cannot be asked is not there, for a
   * reason. Plain Java does not hang on a file that names it, which a repackaged program may lack.
   */
  static List<EngineStatus> probeAll(Iterator<EngineProvider> found) {
    List<EngineStatus> statuses = new ArrayList<>();
    statuses.add(new ScalarProvider().probe());
    for (int broken = 0; broken < MOST_BROKEN; ) {
      try {
        if (!found.hasNext()) {
          break;
        }
        EngineProvider provider = found.next();
        if (!(provider instanceof ScalarProvider)) {
          statuses.add(probe(provider));
        }
      } catch (ServiceConfigurationError | LinkageError unusable) {
        statuses.add(broken(NAMELESS, unusable));
        broken++;
      }
    }
    return statuses.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Engines::rank).reversed())
        .toList();
  }

  private static EngineStatus probe(EngineProvider provider) {
    String name = NAMELESS;
    try {
      name = provider.name();
      return Objects.requireNonNull(provider.probe(), "its provider says nothing");
    } catch (RuntimeException | LinkageError broken) {
      return broken(name, broken);
    }
  }

  private static EngineStatus broken(String name, Throwable problem) {
    String reason = problem.getMessage() == null ? problem.toString() : problem.getMessage();
    return EngineStatus.unavailable(
        name,
        "a provider that is broken",
        problem.getCause() == null ? reason : reason + ": " + problem.getCause());
  }
}
