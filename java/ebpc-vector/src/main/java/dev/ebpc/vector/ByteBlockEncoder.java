package dev.ebpc.vector;

import dev.ebpc.code.BitWriter;
import dev.ebpc.scalar.BlockEncoder;
import dev.ebpc.scalar.Lanes;
import dev.ebpc.scalar.PlaneRuns;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Codes blocks of 8 words of 8 bits: a block is one lane of 64 bits.
 *
 * <p>Steps 1 and 2 turn words into planes, plane 0 in the most significant byte of the lane and
 * position 0 at bit 6; step 3 gives every plane its symbol, left-aligned in the plane's byte, and
 * the mask of its length; step 4 joins base and symbols of a block by one PEXT; {@link Pieces} are
 * blocks of up to 64 bits, which nearly all are, and step 5 appends the others.
 *
 * <p>All arrays of the steps are regions of one: with an array of its own for each, C2 runs out of
 * registers in steps 4 and 5, which then take twice as long.
 */
final class ByteBlockEncoder implements BlockEncoder {
  /** Most blocks of one call: those of a tile and what waited. */
  private static final int MAX_BLOCKS = 520;

  private static final int LANES = 8 * MAX_BLOCKS + 64;
  private static final int BYTES = MAX_BLOCKS + 64;

  /** Deltas of a block, later its planes and then their symbols. */
  private static final int CODES = 0;

  /** Masks of the symbols' lengths. */
  private static final int MASKS = CODES + LANES;

  /** Base and symbols joined, left-aligned. */
  private static final int PIECES = MASKS + LANES;

  /** One byte per block: planes that are not zero, plane 0 at bit 7. */
  private static final int NON_ZERO = PIECES + 2 * LANES;

  /** One byte per block: words whose delta does not fit into 8 bits, word 0 at bit 0. */
  private static final int OVERFLOW = NON_ZERO + BYTES;

  /** One byte per block: words that are less than the one in front, word 0 at bit 0. */
  private static final int FALLS = OVERFLOW + BYTES;

  /** One byte per piece: its bits, or more than 64 if it does not fit. */
  private static final int LENGTHS = FALLS + BYTES;

  private static final byte[] NOT_PLANE_0 = BytePlaneSymbols.notPlane0(8);

  private final byte[] work = new byte[LENGTHS + 2 * BYTES];

  @Override
  public void encode(byte[] values, int blocks, BitWriter out) {
    boolean signPlanes = deltas(values, 8 * blocks, work);
    BitSquares.mirror(work, CODES, 8 * blocks);
    BytePlaneSymbols.make(work, CODES, 8 * blocks, NOT_PLANE_0, MASKS, NON_ZERO);
    if (signPlanes) {
      joinInTwo(work, values, blocks);
      Pieces.append(work, PIECES, LENGTHS, 0, 2 * blocks, out);
      return;
    }
    join(work, values, blocks);
    int block = 0;
    while (block < blocks) {
      block = Pieces.append(work, PIECES, LENGTHS, block, blocks, out);
      while (block < blocks && work[LENGTHS + block] > Pieces.MAX_BITS) {
        putLong(values, block++, out);
      }
    }
  }

  /** 1. Deltas, the word itself in lane 0. */
  private static boolean deltas(byte[] values, int bytes, byte[] work) {
    long any = 0;
    for (int i = 0; i < bytes; i += Width.LENGTH) {
      ByteVector x = ByteVector.fromArray(Width.BYTES, values, i);
      ByteVector previous =
          x.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 8).reinterpretAsBytes();
      ByteVector d = x.sub(previous);
      long signs =
          x.lanewise(VectorOperators.XOR, previous)
              .and(x.lanewise(VectorOperators.XOR, d))
              .compare(VectorOperators.LT, (byte) 0)
              .toLong();
      signs &= 0xFEFEFEFEFEFEFEFEL;
      any |= signs;
      Lanes.LONG.set(work, FALLS + (i >>> 3), x.compare(VectorOperators.LT, previous).toLong());
      Lanes.LONG.set(work, OVERFLOW + (i >>> 3), signs);
      d.intoArray(work, CODES + i);
    }
    return any != 0;
  }

  /** 4. Joins base, symbols and the 01 of a zero sign plane behind a plane that is not zero. */
  static void join(byte[] work, byte[] values, int blocks) {
    long[] runs = PlaneRuns.TABLE;
    for (int block = 0; block < blocks; block++) {
      int i = 8 * block;
      int entry = (work[NON_ZERO + block] & 0xFF) << 1;
      int tailLength = entry & 2;
      long mask = (long) Lanes.LONG.get(work, MASKS + i) | runs[entry + 1];
      long symbols = Long.compress((long) Lanes.LONG.get(work, CODES + i) | runs[entry], mask);
      int length = Long.bitCount(mask);
      long base = values[i] & 0xFF;
      int n = 8 + length + tailLength;
      long piece = (base << length | symbols) << tailLength | tailLength >>> 1;
      Lanes.LONG.set(work, PIECES + i, piece << -n);
      work[LENGTHS + block] = (byte) n;
    }
  }

  /** The same in two pieces, where there are sign planes: the base goes with planes 0 to 3. */
  private static void joinInTwo(byte[] work, byte[] values, int blocks) {
    long[] runs = PlaneRuns.TABLE;
    for (int block = 0; block < blocks; block++) {
      int i = 8 * block;
      int entry = (work[NON_ZERO + block] & 0xFF) << 1;
      int tailLength = entry & 2;
      int tail = tailLength >>> 1;
      byte overflow = work[OVERFLOW + block];
      if (overflow != 0) {
        int plane = SignPlanes.code(overflow, work[FALLS + block]);
        entry |= 512;
        tailLength = plane & 0xFF;
        tail = plane >>> 8;
      }
      long masks = (long) Lanes.LONG.get(work, MASKS + i) | runs[entry + 1];
      long codes = (long) Lanes.LONG.get(work, CODES + i) | runs[entry];
      long mask = masks >>> 32;
      int length = Long.bitCount(mask);
      long piece = ((values[i] & 0xFFL) << length) | Long.compress(codes >>> 32, mask);
      Lanes.LONG.set(work, PIECES + 2 * i, piece << (56 - length));
      work[LENGTHS + 2 * block] = (byte) (8 + length);
      mask = masks & 0xFFFFFFFFL;
      length = Long.bitCount(mask) + tailLength;
      piece = (Long.compress(codes, mask) << tailLength) | tail;
      Lanes.LONG.set(work, PIECES + 2 * i + 8, piece << -length);
      work[LENGTHS + 2 * block + 1] = (byte) length;
    }
  }

  /** 5. Appends a block that takes more than 64 bits. */
  private void putLong(byte[] values, int block, BitWriter out) {
    int i = 8 * block;
    int entry = (work[NON_ZERO + block] & 0xFF) << 1;
    long mask = (long) Lanes.LONG.get(work, MASKS + i) | PlaneRuns.TABLE[entry + 1];
    long symbols = (long) Lanes.LONG.get(work, CODES + i) | PlaneRuns.TABLE[entry];
    out.put(values[i] & 0xFFL, 8);
    out.put(Long.compress(symbols, mask), Long.bitCount(mask));
    if ((entry & 2) != 0) {
      out.put(0b01, 2);
    }
  }
}
