package dev.ebpc.scalar;

import dev.ebpc.MemoryBehaviour;

class ScalarMemoryTest extends MemoryBehaviour {
  @Override
  protected String engine() {
    return "scalar";
  }
}
