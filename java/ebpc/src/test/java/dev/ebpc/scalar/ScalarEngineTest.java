package dev.ebpc.scalar;

import dev.ebpc.engine.Engine;
import dev.ebpc.engine.EngineBehaviour;

class ScalarEngineTest extends EngineBehaviour {
  @Override
  protected Engine engine() {
    return new ScalarEngine();
  }
}
