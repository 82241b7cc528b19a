package dev.ebpc.scalar;

import dev.ebpc.engine.EngineProvider;
import dev.ebpc.engine.EngineStatus;

/** Offers the scalar engine, which runs on every JVM. */
public final class ScalarProvider implements EngineProvider {

  @Override
  public String name() {
    return ScalarEngine.NAME;
  }

  @Override
  public EngineStatus probe() {
    return EngineStatus.available(new ScalarEngine(), ScalarEngine.REASON);
  }
}
