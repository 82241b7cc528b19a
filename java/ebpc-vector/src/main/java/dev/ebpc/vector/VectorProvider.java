package dev.ebpc.vector;

import dev.ebpc.engine.EngineProvider;
import dev.ebpc.engine.EngineStatus;

/** Offers the vector engine. */
public final class VectorProvider implements EngineProvider {
  static final String WIDTH_PROPERTY = "dev.ebpc.vector.bits";

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int rank() {
    return 1;
  }

  @Override
  public EngineStatus probe() {
    return EngineStatus.available(new VectorEngine(), "forced");
  }
}
