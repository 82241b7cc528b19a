package dev.ebpc.vector;

import dev.ebpc.scalar.Lanes;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Symbols of planes of 7 bits, one per byte, of blocks of 8 words. A block's planes lie from the
 * most significant one down to plane 0, so that the plane before is always the next byte.
 */
final class BytePlaneSymbols {
  private static final int PLANE_BITS = 0x7F;

  private BytePlaneSymbols() {}

  /** Per byte of a register: the bits of a plane but for plane 0. */
  static byte[] notPlane0(int blockBytes) {
    byte[] mask = new byte[Width.LENGTH];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) (i % blockBytes < blockBytes - 1 ? PLANE_BITS : 0);
    }
    return mask;
  }

  /**
   * Makes the symbols, left-aligned, and the masks of their lengths; nothing for zero planes.
   *
   * @param work DBP planes and what is made of them
   * @param codes index of the planes, whose highest bits mean nothing, and then of the symbols
   * @param bytes how many of them
   * @param notPlane0 the mask of {@link #notPlane0}
   * @param masks index of the masks
   * @param notZero index of one bit per plane in the order of the planes: DBX is not zero
   */
  static void make(byte[] work, int codes, int bytes, byte[] notPlane0, int masks, int notZero) {
    ByteVector mask = ByteVector.fromArray(Width.BYTES, notPlane0, 0);
    for (int i = 0; i < bytes; i += Width.LENGTH) {
      ByteVector dbp = ByteVector.fromArray(Width.BYTES, work, codes + i).and((byte) PLANE_BITS);
      ByteVector before = ByteVector.fromArray(Width.BYTES, work, codes + i + 1).and(mask);
      ByteVector x = dbp.lanewise(VectorOperators.XOR, before);
      ByteVector lowest = x.and(x.neg());
      ByteVector others = x.sub(lowest);
      ByteVector index = lowest.sub((byte) 1).lanewise(VectorOperators.BIT_COUNT).neg();
      VectorMask<Byte> dbpZero = dbp.compare(VectorOperators.EQ, (byte) 0);
      VectorMask<Byte> allOnes = x.compare(VectorOperators.EQ, (byte) PLANE_BITS);
      VectorMask<Byte> zero = x.compare(VectorOperators.EQ, (byte) 0);
      // 00011 and 6 - index for a single one, 00010 and 5 - index for two adjacent ones.
      x.or((byte) 0x80)
          .blend(
              index.add((byte) 0x15), others.compare(VectorOperators.EQ, lowest.add(lowest)))
          .blend(index.add((byte) 0x1E), others.compare(VectorOperators.EQ, (byte) 0))
          .blend((byte) 0x08, dbpZero)
          .blend((byte) 0, allOnes.or(zero))
          .intoArray(work, codes + i);
      ByteVector.broadcast(Width.BYTES, (byte) 0xFF)
          .blend((byte) 0xF8, dbpZero.or(allOnes))
          .blend((byte) 0, zero)
          .intoArray(work, masks + i);
      Lanes.LONG.set(work, notZero + (i >>> 3), ~zero.toLong());
    }
  }
}
