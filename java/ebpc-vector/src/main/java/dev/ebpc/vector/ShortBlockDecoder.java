package dev.ebpc.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Turns code bytes of blocks of 8 words of 16 bits back into words: a block is two lanes of 64
 * bits, one for planes 0 to 7 and one for planes 8 to 15.
 *
 * <p>The code bytes of a block are 32: 13 zeros, two of the base, planes 0 to 15 and the sign
 * plane, which is only checked. Steps as in {@link ByteBlockDecoder}.
 */
final class ShortBlockDecoder implements BlockDecoder {
  private static final int BASE_HIGH = 13;
  private static final int BASE_LOW = BASE_HIGH + 1;
  private static final int PLANE_0 = BASE_LOW + 1;
  private static final int SIGN_PLANE = PLANE_0 + 16;
  private static final long SIGN_PLANES = 0x0002000200020002L;
  private static final int LANES = 16 * ByteSymbolParser.MAX_BLOCKS + 64;

  /** Per byte of a register of words: its code byte, planes 0 and 8 in the upper byte of a lane. */
  private static final byte[] PLANE_SLOTS = new byte[Width.LENGTH];

  /** The same for the base, its halves in the lowest bytes, and the sign plane. */
  private static final byte[] OTHER_SLOTS = new byte[Width.LENGTH];

  /** Planes of position symbols by their last 4 bits, over and over; negative if not allowed. */
  private static final byte[] POSITIONS = new byte[Width.LENGTH];

  /** Per byte of the upper planes: the last of the lower planes. */
  private static final byte[] LAST_LOWER = new byte[Width.LENGTH];

  /** Bytes of the upper planes. */
  private static final byte[] UPPER = new byte[Width.LENGTH];

  /** Per byte of a word: that of its half. */
  private static final byte[] WORDS = new byte[Width.LENGTH];

  /** Per byte of a word: that of the word 1, 2 and 4 places in front, or of one that is zero. */
  private static final byte[][] IN_FRONT = new byte[3][2 * Width.LENGTH];

  static {
    for (int i = 0; i < Width.LENGTH; i++) {
      int block = i & ~15;
      int lane = i & 15;
      PLANE_SLOTS[i] = (byte) (2 * block + PLANE_0 + (lane & 8) + 7 - (lane & 7));
      int other = lane == 0 ? BASE_LOW : lane == 8 ? BASE_HIGH : lane == 1 ? SIGN_PLANE : 0;
      OTHER_SLOTS[i] = (byte) (2 * block + other);
      boolean single = (i & 8) != 0;
      int position = i & 7;
      int plane = single ? 0x40 >>> position : position < 6 ? 0x60 >>> position : 0;
      POSITIONS[i] = (byte) (plane == 0 ? 0x80 : plane);
      LAST_LOWER[i] = (byte) block;
      UPPER[i] = (byte) (lane < 8 ? 0 : -1);
      WORDS[i] = (byte) (block + (lane >>> 1) + ((lane & 1) << 3));
      for (int step = 0; step < 3; step++) {
        int distance = 2 << step;
        boolean inside = lane >= distance;
        IN_FRONT[step][i] = (byte) (inside ? i - distance : i);
        IN_FRONT[step][Width.LENGTH + i] = (byte) (inside ? -1 : 0);
      }
    }
  }

  private final byte[] planes = new byte[LANES];
  private final byte[] stops = new byte[LANES];
  private final byte[] bases = new byte[LANES];

  @Override
  public boolean decode(byte[] codes, int from, int blocks, byte[] values, int to) {
    boolean good = planes(codes, from, 16 * blocks, planes, stops, bases);
    undoXor(planes, stops, 16 * blocks);
    deltas(planes, bases, 16 * blocks);
    words(planes, 16 * blocks, values, to);
    return good;
  }

  /** 1. DBX of every plane, and which planes have a zero DBP. */
  private static boolean planes(
      byte[] codes, int from, int bytes, byte[] planes, byte[] stops, byte[] bases) {
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
      ByteVector plane =
          zero.blend(code.selectFrom(positions), code.compare(VectorOperators.GT, (byte) 0x0F));
      long wrongSign =
          other
              .selectFrom(positions)
              .compare(VectorOperators.LT, (byte) 0)
              .and(other.compare(VectorOperators.GT, (byte) 0x0F))
              .toLong();
      bad |= plane.compare(VectorOperators.LT, (byte) 0).toLong() | (wrongSign & SIGN_PLANES);
      plane
          .blend(code, code.compare(VectorOperators.LT, (byte) 0))
          .and((byte) 0x7F)
          .intoArray(planes, i);
      zero.blend((byte) -1, code.compare(VectorOperators.EQ, (byte) ByteSymbolParser.DBP_ZERO))
          .intoArray(stops, i);
    }
    return bad == 0;
  }

  /** 2. DBP: XOR of all planes from the last zero DBP on, within lanes and then across two. */
  private static void undoXor(byte[] planes, byte[] stops, int bytes) {
    ByteVector lastLower = ByteVector.fromArray(Width.BYTES, LAST_LOWER, 0);
    ByteVector upper = ByteVector.fromArray(Width.BYTES, UPPER, 0);
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
      stop = stop.or(stop.lanewise(VectorOperators.LSHR, 32));
      ByteVector dbp = x.reinterpretAsBytes();
      ByteVector carry =
          lastLower
              .selectFrom(dbp)
              .and(upper)
              .lanewise(VectorOperators.AND_NOT, stop.reinterpretAsBytes());
      dbp.lanewise(VectorOperators.XOR, carry).intoArray(planes, i);
    }
  }

  /** 3. Deltas: the mirrored bit squares give their low and high bytes; the base in front. */
  private static void deltas(byte[] planes, byte[] bases, int bytes) {
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
      x.or(base).reinterpretAsBytes().intoArray(planes, i);
    }
  }

  /** 4. Words: their halves put together, and sums of all deltas up to the word's. */
  private static void words(byte[] planes, int bytes, byte[] values, int to) {
    ByteVector halves = ByteVector.fromArray(Width.BYTES, WORDS, 0);
    ByteVector front1 = ByteVector.fromArray(Width.BYTES, IN_FRONT[0], 0);
    ByteVector inside1 = ByteVector.fromArray(Width.BYTES, IN_FRONT[0], Width.LENGTH);
    ByteVector front2 = ByteVector.fromArray(Width.BYTES, IN_FRONT[1], 0);
    ByteVector inside2 = ByteVector.fromArray(Width.BYTES, IN_FRONT[1], Width.LENGTH);
    ByteVector front4 = ByteVector.fromArray(Width.BYTES, IN_FRONT[2], 0);
    ByteVector inside4 = ByteVector.fromArray(Width.BYTES, IN_FRONT[2], Width.LENGTH);
    for (int i = 0; i < bytes; i += Width.LENGTH) {
      ByteVector delta = halves.selectFrom(ByteVector.fromArray(Width.BYTES, planes, i));
      ShortVector sum = delta.reinterpretAsShorts();
      sum = sum.add(front1.selectFrom(delta).and(inside1).reinterpretAsShorts());
      sum = sum.add(front2.selectFrom(sum.reinterpretAsBytes()).and(inside2).reinterpretAsShorts());
      sum = sum.add(front4.selectFrom(sum.reinterpretAsBytes()).and(inside4).reinterpretAsShorts());
      sum.reinterpretAsBytes().intoArray(values, to + i);
    }
  }
}
