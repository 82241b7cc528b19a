package dev.ebpc.nativelib;

import dev.ebpc.engine.Engine;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.hardware.HardwareBehaviour;
import org.junit.jupiter.api.Assumptions;

class NativeEngineTest extends HardwareBehaviour {
  private static final EngineStatus STATUS = new NativeProvider().probe();

  @Override
  protected Engine engine() {
    Assumptions.assumeTrue(STATUS.engine().isPresent(), STATUS.reason());
    return STATUS.engine().orElseThrow();
  }
}
