package dev.ebpc.vector;

import dev.ebpc.MemoryBehaviour;

/** Memory of all kinds at the register width that the build forces. */
class VectorMemoryTest extends MemoryBehaviour {
  @Override
  protected String engine() {
    return VectorEngine.NAME;
  }
}
