package dev.ebpc.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
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

  /** Planes of position symbols by their last 4 bits, over and over; negative if not allowed. */
  private static final byte[] POSITIONS = new byte[Width.LENGTH];

  static {
    for (int i = 0; i < Width.LENGTH; i++) {
      int block = i / 8 * PITCH;
      int lane = i % 8;
      PLANE_SLOTS[i] = (byte) (block + PLANE_0 + 7 - lane);
      OTHER_SLOTS[i] = (byte) (block + (lane == 0 ? BASE : lane == 1 ? SIGN_PLANE : 0));
      boolean single = (i & 8) != 0;
      int position = i & 7;
      int plane = single ? 0x40 >>> position : position < 6 ? 0x60 >>> position : 0;
      POSITIONS[i] = (byte) (plane == 0 ? 0x80 : plane);
    }
  }

  private final byte[] planes = new byte[LANES];
  private final byte[] bases = new byte[LANES];

  @Override
  public boolean decode(byte[] codes, int from, int blocks, byte[] values, int to) {
    boolean good = planes(codes, from, 8 * blocks, planes, bases);
    words(planes, bases, 8 * blocks, values, to);
    return good;
  }

  /** 1. DBX and then DBP of every plane: XOR of all planes from the last zero DBP on. */
  private static boolean planes(byte[] codes, int from, int bytes, byte[] planes, byte[] bases) {
    ByteVector planeSlots = ByteVector.fromArray(Width.BYTES, PLANE_SLOTS, 0);
    ByteVector otherSlots = ByteVector.fromArray(Width.BYTES, OTHER_SLOTS, 0);
    ByteVector positions = ByteVector.fromArray(Width.BYTES, POSITIONS, 0);
    ByteVector zero = ByteVector.zero(Width.BYTES);
    long bad = 0;
    for (int i = 0; i < bytes; i += Width.LENGTH) {
      ByteVector a = ByteVector.fromArray(Width.BYTES, codes, from + 2 * i);
      ByteVector b = ByteVector.fromArray(Width.BYTES, codes, from + 2 * i + Width.LENGTH);
      ByteVector other = otherSlots.selectFrom(a, b);
      ByteVector code = planeSlots.selectFrom(a, b);
      other.intoArray(bases, i);
      VectorMask<Byte> position = code.compare(VectorOperators.GT, (byte) 0x0F);
      ByteVector plane = zero.blend(code.selectFrom(positions), position);
      ByteVector sign = other.selectFrom(positions);
      long wrongSign =
          sign.compare(VectorOperators.LT, (byte) 0)
              .and(other.compare(VectorOperators.GT, (byte) 0x0F))
              .toLong();
      bad |= plane.compare(VectorOperators.LT, (byte) 0).toLong() | (wrongSign & SIGN_PLANES);
      plane = plane.blend(code, code.compare(VectorOperators.LT, (byte) 0)).and((byte) 0x7F);
      LongVector x = plane.reinterpretAsLongs();
      LongVector stop =
          zero.blend((byte) -1, code.compare(VectorOperators.EQ, (byte) ByteSymbolParser.DBP_ZERO))
              .reinterpretAsLongs();
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
    return bad == 0;
  }

  /** 2. Words: the mirrored bit square gives deltas in lanes 1 to 7, which are summed up. */
  private static void words(byte[] planes, byte[] bases, int bytes, byte[] values, int to) {
    for (int i = 0; i < bytes; i += Width.LENGTH) {
      LongVector x = ByteVector.fromArray(Width.BYTES, planes, i).reinterpretAsLongs();
      LongVector t =
          x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 9))
              .and(0x0055005500550055L);
      x =
          x.lanewise(VectorOperators.XOR, t)
              .lanewise(VectorOperators.XOR, t.lanewise(VectorOperators.LSHL, 9));
      t =
          x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 18))
              .and(0x0000333300003333L);
      x =
          x.lanewise(VectorOperators.XOR, t)
              .lanewise(VectorOperators.XOR, t.lanewise(VectorOperators.LSHL, 18));
      t =
          x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 36))
              .and(0x000000000F0F0F0FL);
      x =
          x.lanewise(VectorOperators.XOR, t)
              .lanewise(VectorOperators.XOR, t.lanewise(VectorOperators.LSHL, 36));
      LongVector base = ByteVector.fromArray(Width.BYTES, bases, i).reinterpretAsLongs().and(0xFFL);
      ByteVector sum = x.or(base).reinterpretAsBytes();
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
