package dev.ebpc.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Turns codes of {@link LongSymbolParser} into DBP planes, which lie as {@link ByteMoves} says: the
 * plane before is 2 bytes behind. Where a sum of planes begins, a plane of ones stops it.
 */
final class LongPlanes {

  private LongPlanes() {}

  /** Per byte of a block's planes, and on over a register: ones for plane 0. */
  static byte[] plane0(int blockBytes) {
    byte[] mask = new byte[blockBytes + Width.LENGTH];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) (i % blockBytes < blockBytes - 2 ? 0 : -1);
    }
    return mask;
  }

  /**
   * DBX of every plane, in place, and where sums begin: at plane 0 and at a zero DBP.
   *
   * @param work planes and stops
   * @param planes index of the codes, then of DBX
   * @param stops index of the stops
   * @param bytes how many bytes of each
   * @param plane0 the mask of {@link #plane0}
   * @param blockBytes bytes of a block's planes
   */
  static void ofCodes(
      byte[] work, int planes, int stops, int bytes, byte[] plane0, int blockBytes) {
    for (int i = 0; i < bytes; i += Width.LENGTH) {
      ShortVector code =
          ByteVector.fromArray(Width.BYTES, work, planes + i).reinterpretAsShorts();
      ShortVector first =
          ByteVector.fromArray(Width.BYTES, plane0, i & (blockBytes - 1)).reinterpretAsShorts();
      first
          .blend((short) -1, code.compare(VectorOperators.EQ, (short) LongSymbolParser.DBP_ZERO))
          .reinterpretAsBytes()
          .intoArray(work, stops + i);
      // A raw symbol, or one that stands for the same plane, begins with a one.
      code.and(code.lanewise(VectorOperators.ASHR, 15))
          .and((short) 0x7FFF)
          .reinterpretAsBytes()
          .intoArray(work, planes + i);
    }
  }

  /** One step of the XOR over all planes before; distances double from step to step. */
  static void undoXor(byte[] work, int planes, int stops, int bytes, int distance) {
    for (int i = 0; i < bytes; i += Width.LENGTH) {
      ByteVector x = ByteVector.fromArray(Width.BYTES, work, planes + i);
      ByteVector before = ByteVector.fromArray(Width.BYTES, work, planes + i + distance);
      ByteVector stop = ByteVector.fromArray(Width.BYTES, work, stops + i);
      ByteVector stopBefore = ByteVector.fromArray(Width.BYTES, work, stops + i + distance);
      x.lanewise(VectorOperators.XOR, before.lanewise(VectorOperators.AND_NOT, stop))
          .intoArray(work, planes + i);
      stop.or(stopBefore).intoArray(work, stops + i);
    }
  }
}
