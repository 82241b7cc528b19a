package dev.ebpc.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Turns code bytes of blocks of 8 words of 8 bits back into words: a block is one lane of 64 bits.
 *
 * <p>The code bytes of a block are 16: 6 zeros, the base, planes 0 to 7 and the sign plane. The
 * sign plane is only checked: words are counted modulo 256.
 */
final class ByteBlockDecoder implements BlockDecoder {
  private static final int PITCH = 16;
  private static final int BASE = 6;
  private static final int PLANE_0 = BASE + 1;
  private static final int SIGN_PLANE = PLANE_0 + 8;
  private static final long SIGN_PLANES = 0x0202020202020202L;
  private static final int LANES = 8 * ByteSymbolParser.MAX_BLOCKS + 64;

  /** Per byte of a register of words: its code byte, plane 0 in the most significant byte. */
  private static final byte[] PLANE_SLOTS = new byte[Width.LENGTH];

  /** The same for the base, in the least significant byte, and the sign plane above it. */
  private static final byte[] OTHER_SLOTS = new byte[Width.LENGTH];

  static {
    for (int i = 0; i < Width.LENGTH; i++) {
      int block = i / 8 * PITCH;
      int lane = i % 8;
      PLANE_SLOTS[i] = (byte) (block + PLANE_0 + 7 - lane);
      OTHER_SLOTS[i] = (byte) (block + (lane == 0 ? BASE : lane == 1 ? SIGN_PLANE : 0));
    }
  }

  private final byte[] planes = new byte[LANES];
  private final byte[] stops = new byte[LANES];
  private final byte[] bases = new byte[LANES];

  @Override
  public boolean decode(byte[] codes, int from, int blocks, byte[] values, int to) {
    // 1. DBX of every plane, and which planes have a zero DBP.
    boolean good =
        ByteCodes.toPlanes(
            codes, from, 8 * blocks, PLANE_SLOTS, OTHER_SLOTS, SIGN_PLANES, planes, stops, bases);
    undoXor(planes, stops, 8 * blocks);
    // 3. Deltas in lanes 1 to 7.
    BitSquares.mirror(planes, 0, 8 * blocks);
    words(planes, bases, 8 * blocks, values, to);
    return good;
  }

  /** 2. DBP: XOR of all planes from the last zero DBP on. */
  private static void undoXor(byte[] planes, byte[] stops, int bytes) {
    for (int i = 0; i < bytes; i += Width.LENGTH) {
      LongVector x = ByteVector.fromArray(Width.BYTES, planes, i).reinterpretAsLongs();
      LongVector stop = ByteVector.fromArray(Width.BYTES, stops, i).reinterpretAsLongs();
      x =
          x.lanewise(
              VectorOperators.XOR,
              x.lanewise(VectorOperators.LSHR, 8).lanewise(VectorOperators.AND_NOT, stop));
      stop = stop.or(stop.lanewise(VectorOperators.LSHR, 8));
      x =
          x.lanewise(
              VectorOperators.XOR,
              x.lanewise(VectorOperators.LSHR, 16).lanewise(VectorOperators.AND_NOT, stop));
      stop = stop.or(stop.lanewise(VectorOperators.LSHR, 16));
      x =
          x.lanewise(
              VectorOperators.XOR,
              x.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.AND_NOT, stop));
      x.reinterpretAsBytes().intoArray(planes, i);
    }
  }

  /** 4. Words: the base in lane 0 and the sums of all deltas up to the word's. */
  private static void words(byte[] deltas, byte[] bases, int bytes, byte[] values, int to) {
    for (int i = 0; i < bytes; i += Width.LENGTH) {
      LongVector base = ByteVector.fromArray(Width.BYTES, bases, i).reinterpretAsLongs().and(0xFFL);
      ByteVector sum = ByteVector.fromArray(Width.BYTES, deltas, i).or(base.reinterpretAsBytes());
      sum =
          sum.add(sum.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 8).reinterpretAsBytes());
      sum =
          sum.add(sum.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 16).reinterpretAsBytes());
      sum =
          sum.add(sum.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 32).reinterpretAsBytes());
      sum.intoArray(values, to + i);
    }
  }
}
