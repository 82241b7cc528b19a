package dev.ebpc.engine;

/**
 * Finds out whether an engine can run here. A provider is found by {@link java.util.ServiceLoader}
 * and touches nothing optional until it is asked.
 */
public interface EngineProvider {

  /** The name of its engine. */
  String name();

  /**
   * Makes the engine, or says why it cannot run here. Never throws.
   *
   * @return the outcome, for {@link Engines} to keep
   */
  EngineStatus probe();
}
