package dev.ebpc.vector;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/** Values of groups to their planes, a group of 8 to a lane, and back. */
final class Planes {

  private Planes() {}

  /** Bit j of byte i of every lane to bit i of byte j; its own inverse. */
  static LongVector transpose(LongVector groups) {
    LongVector v = groups;
    LongVector u = v.lanewise(VectorOperators.LSHR, 7);
    u = u.lanewise(VectorOperators.XOR, v).and(0x00AA00AA00AA00AAL);
    v = v.lanewise(VectorOperators.XOR, u);
    v = v.lanewise(VectorOperators.XOR, u.lanewise(VectorOperators.LSHL, 7));
    u = v.lanewise(VectorOperators.LSHR, 14);
    u = u.lanewise(VectorOperators.XOR, v).and(0x0000CCCC0000CCCCL);
    v = v.lanewise(VectorOperators.XOR, u);
    v = v.lanewise(VectorOperators.XOR, u.lanewise(VectorOperators.LSHL, 14));
    u = v.lanewise(VectorOperators.LSHR, 28);
    u = u.lanewise(VectorOperators.XOR, v).and(0x00000000F0F0F0F0L);
    v = v.lanewise(VectorOperators.XOR, u);
    return v.lanewise(VectorOperators.XOR, u.lanewise(VectorOperators.LSHL, 28));
  }
}
