package dev.ebpc.nativelib;

import dev.ebpc.MemoryBehaviour;
import dev.ebpc.engine.EngineStatus;
import org.junit.jupiter.api.Assumptions;

class NativeMemoryTest extends MemoryBehaviour {
  private static final EngineStatus STATUS = new NativeProvider().probe();

  @Override
  protected String engine() {
    Assumptions.assumeTrue(STATUS.engine().isPresent(), STATUS.reason());
    return NativeEngine.NAME;
  }
}
