package dev.ebpc.vector;

import dev.ebpc.code.BitWriter;
import dev.ebpc.scalar.BlockEncoder;
import dev.ebpc.scalar.Lanes;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Codes blocks of 8 words of 16 bits: a block is two lanes of 64 bits, one for planes 8 to 15 and
 * one for planes 0 to 7.
 *
 * <p>Steps 1 to 3 are those of {@link ByteBlockEncoder}; step 4 makes three pieces of a block:
 * base and planes 0 to 3, planes 4 to 11, planes 12 to 15 and the sign plane. All arrays of the
 * steps are regions of one, as there.
 */
final class ShortBlockEncoder implements BlockEncoder {
  /** Most blocks of one call: those of a tile and what waited. */
  private static final int MAX_BLOCKS = 520;

  private static final int LANES = 16 * MAX_BLOCKS + 64;
  private static final int PIECES_OF_BLOCK = 3;

  /** Deltas of a block, later its planes and then their symbols. */
  private static final int CODES = 0;

  /** Masks of the symbols' lengths. */
  private static final int MASKS = CODES + LANES;

  private static final int PIECES = MASKS + LANES;
  private static final int LENGTHS = PIECES + 8 * PIECES_OF_BLOCK * MAX_BLOCKS;

  /** Two bytes per block: planes that are not zero, plane 8 and then plane 0 at bit 7. */
  private static final int NON_ZERO = LENGTHS + PIECES_OF_BLOCK * MAX_BLOCKS;

  /** One byte per block: words whose delta does not fit into 16 bits, word 0 at bit 0. */
  private static final int OVERFLOW = NON_ZERO + 2 * MAX_BLOCKS + 64;

  /** One byte per block: words that are less than the one in front, word 0 at bit 0. */
  private static final int FALLS = OVERFLOW + MAX_BLOCKS + 64;

  /** Per byte of a register: the word in front, the bytes of lane 0 stay. */
  private static final byte[] PREVIOUS = new byte[Width.LENGTH];

  /** Lanes that have a word in front. */
  private static final byte[] NOT_FIRST = new byte[Width.LENGTH];

  /** Per byte: all high bytes of a block, then all low bytes. */
  private static final byte[] HALVES = new byte[Width.LENGTH];

  private static final byte[] NOT_PLANE_0 = BytePlaneSymbols.notPlane0(16);

  static {
    for (int i = 0; i < Width.LENGTH; i++) {
      int block = i & ~15;
      int lane = i & 15;
      PREVIOUS[i] = (byte) (lane < 2 ? i : i - 2);
      NOT_FIRST[i] = (byte) (lane < 2 ? 0 : -1);
      HALVES[i] = (byte) (block + (lane < 8 ? 2 * lane + 1 : 2 * (lane - 8)));
    }
  }

  private final byte[] work = new byte[FALLS + MAX_BLOCKS + 64];

  @Override
  public void encode(byte[] values, int blocks, BitWriter out) {
    deltas(values, 16 * blocks, work);
    BitSquares.mirror(work, CODES, 16 * blocks);
    BytePlaneSymbols.make(work, CODES, 16 * blocks, NOT_PLANE_0, MASKS, NON_ZERO);
    join(work, values, blocks);
    Pieces.append(work, PIECES, LENGTHS, 0, PIECES_OF_BLOCK * blocks, out);
  }

  /** 1. Deltas, all their high bytes in front of all low ones. */
  private static void deltas(byte[] values, int bytes, byte[] work) {
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
      halves.selectFrom(d.reinterpretAsBytes()).intoArray(work, CODES + i);
    }
  }

  /** 4. Joins base, symbols and sign plane of every block to three pieces. */
  private static void join(byte[] work, byte[] values, int blocks) {
    long[] lowerRuns = ShortPlaneRuns.LOWER;
    long[] upperRuns = ShortPlaneRuns.UPPER;
    for (int block = 0; block < blocks; block++) {
      int i = 16 * block;
      int upperFlags = work[NON_ZERO + 2 * block] & 0xFF;
      int lowerFlags = work[NON_ZERO + 2 * block + 1] & 0xFF;
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
      long lowerMask = (long) Lanes.LONG.get(work, MASKS + i + 8) | lowerRuns[lower + 1];
      long lowerCodes = (long) Lanes.LONG.get(work, CODES + i + 8) | lowerRuns[lower];
      long upperMask = (long) Lanes.LONG.get(work, MASKS + i) | upperRuns[upper + 1];
      long upperCodes = (long) Lanes.LONG.get(work, CODES + i) | upperRuns[upper];
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
