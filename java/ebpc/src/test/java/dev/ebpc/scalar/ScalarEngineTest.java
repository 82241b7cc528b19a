package dev.ebpc.scalar;

import dev.ebpc.engine.Engine;
import dev.ebpc.hardware.HardwareBehaviour;

class ScalarEngineTest extends HardwareBehaviour {
  @Override
  protected Engine engine() {
    return new ScalarEngine();
  }
}
