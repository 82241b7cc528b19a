package dev.ebpc.vector;

import dev.ebpc.engine.Engine;
import dev.ebpc.packed.PackedBehaviour;

/** All that a packed coder must do, at the register width that the build forces. */
class VectorPackedTest extends PackedBehaviour {
  @Override
  protected Engine engine() {
    return new VectorEngine();
  }
}
