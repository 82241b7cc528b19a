package dev.ebpc.scalar;

import dev.ebpc.packed.PackedDecoder;
import dev.ebpc.packed.PackedEncoder;

/** The packed profile in plain Java. */
public final class ScalarPackedCoder extends StepsCoder {

  /** Makes a coder; one is enough. */
  public ScalarPackedCoder() {}

  @Override
  public String engine() {
    return ScalarEngine.NAME;
  }

  @Override
  public int rank() {
    return SCALAR_RANK;
  }

  @Override
  protected PackedEncoder newEncoder() {
    return new PackedEncoder();
  }

  @Override
  protected PackedDecoder newDecoder() {
    return new PackedDecoder();
  }
}
