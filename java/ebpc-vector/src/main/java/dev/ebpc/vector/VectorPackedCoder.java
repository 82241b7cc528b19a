package dev.ebpc.vector;

import dev.ebpc.packed.PackedDecoder;
import dev.ebpc.packed.PackedEncoder;
import dev.ebpc.packed.steps.PackedSteps;
import dev.ebpc.scalar.StepsCoder;
import jdk.incubator.vector.VectorShape;

/** The packed profile with the Vector API. */
final class VectorPackedCoder extends StepsCoder {
  private static final int RANK = SCALAR_RANK + 1;

  /** Of fewer bytes, less than two registers, plain Java makes as much or more. */
  private static final int FEWEST_BYTES = 128;

  @Override
  public String engine() {
    return VectorEngine.NAME;
  }

  @Override
  public int rank() {
    return RANK;
  }

  @Override
  public int fewestBytes() {
    return FEWEST_BYTES;
  }

  @Override
  protected PackedEncoder newEncoder() {
    return new PackedEncoder(newSteps());
  }

  @Override
  protected PackedDecoder newDecoder() {
    return new PackedDecoder(newSteps());
  }

  private static PackedSteps newSteps() {
    return Width.PACKED == VectorShape.S_512_BIT ? new CompressSteps() : new PextSteps();
  }
}
