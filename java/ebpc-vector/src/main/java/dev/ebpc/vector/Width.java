package dev.ebpc.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register width of all kernels, as constants that C2 can rely on: that of the machine, or what
 * system property {@value VectorProvider#WIDTH_PROPERTY} says (128, 256 or 512, for tests).
 */
final class Width {

  /** Bits of a register. */
  static final int BITS =
      Integer.getInteger(
          VectorProvider.WIDTH_PROPERTY, ByteVector.SPECIES_PREFERRED.vectorBitSize());

  /** Bytes of a register. */
  static final int LENGTH = BITS / 8;

  static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED.withShape(shape());
  static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED.withShape(shape());
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED.withShape(shape());
  static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED.withShape(shape());

  private Width() {}

  private static VectorShape shape() {
    return VectorShape.forBitSize(BITS);
  }
}
