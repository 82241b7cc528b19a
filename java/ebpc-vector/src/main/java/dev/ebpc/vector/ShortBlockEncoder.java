package dev.ebpc.vector;

import dev.ebpc.code.BitWriter;
import dev.ebpc.scalar.BlockEncoder;
import dev.ebpc.scalar.Lanes;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Codes blocks of 8 words of 16 bits: a block is two lanes of 64 bits, one for planes 0 to 7 and
 * one for planes 8 to 15.
 *
 * <p>Steps 1 and 2 are those of {@link ByteBlockEncoder}; step 3 makes three pieces of a block:
 * base and planes 0 to 3, planes 4 to 11, planes 12 to 15 and the sign plane. All arrays of the
 * steps are regions of one, as there.
 */
final class ShortBlockEncoder implements BlockEncoder {
  /** Most blocks of one call: those of a tile and what waited. */
  private static final int MAX_BLOCKS = 520;

  private static final int LANES = 16 * MAX_BLOCKS + 64;
  private static final int PIECES_OF_BLOCK = 3;

  /** DBX planes of a block, later its symbols. */
  private static final int CODES = 0;

  /** Masks of the symbols' lengths. */
  private static final int MASKS = CODES + LANES;

  private static final int PIECES = MASKS + LANES;
  private static final int LENGTHS = PIECES + 8 * PIECES_OF_BLOCK * MAX_BLOCKS;

  /** Two bytes per block: planes that are not zero, plane 0 and plane 8 at bit 7. */
  private static final int NON_ZERO = LENGTHS + PIECES_OF_BLOCK * MAX_BLOCKS;

  /** One byte per block: words whose delta does not fit into 16 bits, word 0 at bit 0. */
  private static final int OVERFLOW = NON_ZERO + 2 * MAX_BLOCKS + 64;

  /** One byte per block: words that are less than the one in front, word 0 at bit 0. */
  private static final int FALLS = OVERFLOW + MAX_BLOCKS + 64;

  /** Per byte of a register: the word in front, the bytes of lane 0 stay. */
  private static final byte[] PREVIOUS = new byte[Width.LENGTH];

  /** Lanes that have a word in front. */
  private static final byte[] NOT_FIRST = new byte[Width.LENGTH];

  /** Per byte: all low bytes of a block, then all high bytes. */
  private static final byte[] HALVES = new byte[Width.LENGTH];

  /** Per byte of the upper planes: the last of the lower planes. */
  private static final byte[] LAST_LOWER = new byte[Width.LENGTH];

  /** Bytes of the upper planes. */
  private static final byte[] UPPER = new byte[Width.LENGTH];

  static {
    for (int i = 0; i < Width.LENGTH; i++) {
      int block = i & ~15;
      int lane = i & 15;
      PREVIOUS[i] = (byte) (lane < 2 ? i : i - 2);
      NOT_FIRST[i] = (byte) (lane < 2 ? 0 : -1);
      HALVES[i] = (byte) (block + (lane < 8 ? 2 * lane : 2 * (lane - 8) + 1));
      LAST_LOWER[i] = (byte) block;
      UPPER[i] = (byte) (lane < 8 ? 0 : -1);
    }
  }

  private final byte[] work = new byte[FALLS + MAX_BLOCKS + 64];

  @Override
  public void encode(byte[] values, int blocks, BitWriter out) {
    planes(values, 16 * blocks, work);
    symbols(work, 16 * blocks);
    join(work, values, blocks);
    Pieces.append(work, PIECES, LENGTHS, 0, PIECES_OF_BLOCK * blocks, out);
  }

  /** 1. Deltas, XOR of their neighbouring bits, and two mirrored bit squares of every block. */
  private static void planes(byte[] values, int bytes, byte[] work) {
    ByteVector previousWord = ByteVector.fromArray(Width.BYTES, PREVIOUS, 0);
    ByteVector notFirst = ByteVector.fromArray(Width.BYTES, NOT_FIRST, 0);
    ByteVector halves = ByteVector.fromArray(Width.BYTES, HALVES, 0);
    for (int i = 0; i < bytes; i += Width.LENGTH) {
      ByteVector v = ByteVector.fromArray(Width.BYTES, values, i);
      ShortVector x = v.reinterpretAsShorts();
      ShortVector previous = previousWord.selectFrom(v).and(notFirst).reinterpretAsShorts();
      ShortVector d = x.sub(previous);
      long signs =
          x.lanewise(VectorOperators.XOR, previous)
              .and(x.lanewise(VectorOperators.XOR, d))
              .compare(VectorOperators.LT, (short) 0)
              .toLong();
      long falls = x.compare(VectorOperators.LT, previous).toLong();
      Lanes.LONG.set(work, FALLS + (i >>> 4), falls);
      Lanes.LONG.set(work, OVERFLOW + (i >>> 4), signs & 0xFEFEFEFEFEFEFEFEL);
      ByteVector dbx = d.lanewise(VectorOperators.XOR, d.add(d)).reinterpretAsBytes();
      LongVector y = halves.selectFrom(dbx).reinterpretAsLongs();
      LongVector t =
          y.lanewise(VectorOperators.XOR, y.lanewise(VectorOperators.LSHR, 9))
              .and(0x0055005500550055L);
      y =
          y.lanewise(VectorOperators.XOR, t)
              .lanewise(VectorOperators.XOR, t.lanewise(VectorOperators.LSHL, 9));
      t =
          y.lanewise(VectorOperators.XOR, y.lanewise(VectorOperators.LSHR, 18))
              .and(0x0000333300003333L);
      y =
          y.lanewise(VectorOperators.XOR, t)
              .lanewise(VectorOperators.XOR, t.lanewise(VectorOperators.LSHL, 18));
      t =
          y.lanewise(VectorOperators.XOR, y.lanewise(VectorOperators.LSHR, 36))
              .and(0x000000000F0F0F0FL);
      y =
          y.lanewise(VectorOperators.XOR, t)
              .lanewise(VectorOperators.XOR, t.lanewise(VectorOperators.LSHL, 36));
      y.reinterpretAsBytes().and((byte) 0x7F).intoArray(work, CODES + i);
    }
  }

  /** 2. Symbols and the masks of their lengths; nothing for zero planes. */
  private static void symbols(byte[] work, int bytes) {
    ByteVector lastLower = ByteVector.fromArray(Width.BYTES, LAST_LOWER, 0);
    ByteVector upper = ByteVector.fromArray(Width.BYTES, UPPER, 0);
    for (int i = 0; i < bytes; i += Width.LENGTH) {
      ByteVector x = ByteVector.fromArray(Width.BYTES, work, CODES + i);
      ByteVector lowest = x.and(x.neg());
      ByteVector others = x.sub(lowest);
      ByteVector index = lowest.sub((byte) 1).lanewise(VectorOperators.BIT_COUNT);
      // 00011 and 6 - index for a single one, 00010 and 5 - index for two adjacent ones.
      ByteVector code =
          x.or((byte) 0x80)
              .blend(
                  index.neg().add((byte) 0x15),
                  others.compare(VectorOperators.EQ, lowest.add(lowest)))
              .blend(index.neg().add((byte) 0x1E), others.compare(VectorOperators.EQ, (byte) 0));
      LongVector half = x.reinterpretAsLongs();
      half = half.lanewise(VectorOperators.XOR, half.lanewise(VectorOperators.LSHR, 8));
      half = half.lanewise(VectorOperators.XOR, half.lanewise(VectorOperators.LSHR, 16));
      half = half.lanewise(VectorOperators.XOR, half.lanewise(VectorOperators.LSHR, 32));
      ByteVector dbp = half.reinterpretAsBytes();
      dbp = dbp.lanewise(VectorOperators.XOR, lastLower.selectFrom(dbp).and(upper));
      VectorMask<Byte> dbpZero = dbp.compare(VectorOperators.EQ, (byte) 0);
      VectorMask<Byte> allOnes = x.compare(VectorOperators.EQ, (byte) 0x7F);
      VectorMask<Byte> zero = x.compare(VectorOperators.EQ, (byte) 0);
      code.blend((byte) 0x08, dbpZero).blend((byte) 0, allOnes.or(zero)).intoArray(work, CODES + i);
      ByteVector.broadcast(Width.BYTES, (byte) 0xFF)
          .blend((byte) 0xF8, dbpZero.or(allOnes))
          .blend((byte) 0, zero)
          .intoArray(work, MASKS + i);
      Lanes.LONG.set(work, NON_ZERO + (i >>> 3), ~zero.toLong());
    }
  }

  /** 3. Joins base, symbols and sign plane of every block to three pieces. */
  private static void join(byte[] work, byte[] values, int blocks) {
    long[] lowerRuns = ShortPlaneRuns.LOWER;
    long[] upperRuns = ShortPlaneRuns.UPPER;
    for (int block = 0; block < blocks; block++) {
      int i = 16 * block;
      int lowerFlags = work[NON_ZERO + 2 * block] & 0xFF;
      int upperFlags = work[NON_ZERO + 2 * block + 1] & 0xFF;
      // A zero sign plane behind a plane that is not zero: 01.
      int tailLength = (upperFlags & 1) << 1;
      int tail = tailLength >>> 1;
      int signZero = 1;
      byte overflow = work[OVERFLOW + block];
      if (overflow != 0) {
        int plane = SignPlanes.code(overflow, work[FALLS + block]);
        signZero = 0;
        tailLength = plane & 0xFF;
        tail = plane >>> 8;
      }
      int lower = ShortPlaneRuns.lowerEntry(lowerFlags, upperFlags, signZero);
      int upper = ShortPlaneRuns.upperEntry(lowerFlags, upperFlags, signZero);
      long lowerMask = (long) Lanes.LONG.get(work, MASKS + i) | lowerRuns[lower + 1];
      long lowerCodes = (long) Lanes.LONG.get(work, CODES + i) | lowerRuns[lower];
      long upperMask = (long) Lanes.LONG.get(work, MASKS + i + 8) | upperRuns[upper + 1];
      long upperCodes = (long) Lanes.LONG.get(work, CODES + i + 8) | upperRuns[upper];
      // Base and planes 0 to 3.
      long mask = lowerMask >>> 32;
      int length = Long.bitCount(mask);
      long base = (short) Lanes.SHORT.get(values, i) & 0xFFFF;
      long piece = (base << length) | Long.compress(lowerCodes >>> 32, mask);
      int to = PIECES + 24 * block;
      Lanes.LONG.set(work, to, piece << (48 - length));
      work[LENGTHS + 3 * block] = (byte) (16 + length);
      // Planes 4 to 7 and 8 to 11.
      mask = (lowerMask << 32) | (upperMask >>> 32);
      length = Long.bitCount(mask);
      piece = Long.compress((lowerCodes << 32) | (upperCodes >>> 32), mask);
      Lanes.LONG.set(work, to + 8, piece << -length);
      work[LENGTHS + 3 * block + 1] = (byte) length;
      // Planes 12 to 15 and the sign plane.
      mask = upperMask & 0xFFFFFFFFL;
      length = Long.bitCount(mask) + tailLength;
      piece = (Long.compress(upperCodes, mask) << tailLength) | tail;
      Lanes.LONG.set(work, to + 16, piece << -length);
      work[LENGTHS + 3 * block + 2] = (byte) length;
    }
  }
}
