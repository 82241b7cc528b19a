package dev.ebpc.scalar;

import dev.ebpc.engine.Engine;
import dev.ebpc.packed.PackedBehaviour;

class ScalarPackedTest extends PackedBehaviour {
  @Override
  protected Engine engine() {
    return new ScalarEngine();
  }
}
