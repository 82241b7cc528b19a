package dev.ebpc.nativelib;

import dev.ebpc.engine.Engine;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.packed.PackedBehaviour;
import org.junit.jupiter.api.Assumptions;

class NativePackedTest extends PackedBehaviour {
  private static final EngineStatus STATUS = new NativeProvider().probe();

  @Override
  protected Engine engine() {
    Assumptions.assumeTrue(STATUS.engine().isPresent(), STATUS.reason());
    return STATUS.engine().orElseThrow();
  }
}
