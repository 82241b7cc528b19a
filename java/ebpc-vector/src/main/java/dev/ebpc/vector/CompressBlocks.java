package dev.ebpc.vector;

import dev.ebpc.packed.steps.Blocks;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Blocks of a column, one register each: planes by compress and expand with a mask per code. */
final class CompressBlocks {
  private static final int BLOCK = Blocks.VALUES;
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
  private static final long ONES = 0x0101010101010101L;

  /** By width code: which bytes of a block's 64 transposed ones are stored. */
  private static final long[] PLANES = new long[16];

  /** By width code: all bits if there are escapes. */
  private static final long[] ESCAPES = new long[16];

  /** By width code: the largest value that the planes hold, which stands for an escape. */
  private static final byte[] MOST = new byte[16];

  static {
    for (int code = 0; code < 16; code++) {
      int k = Blocks.planes(code);
      PLANES[code] = ((1L << k) - 1) * ONES;
      ESCAPES[code] = code > 8 ? -1 : 0;
      MOST[code] = (byte) ((1 << k) - 1);
    }
  }

  private CompressBlocks() {}

  /** The bytes that groups of a block have. */
  private static long ofGroups(int groups) {
    return -1L >>> (64 - 8 * groups);
  }

  /** Bits that values would take as one block. */
  static int estimate(byte[] values, int count) {
    LongVector union = LongVector.zero(LongVector.SPECIES_512);
    int c1 = 0;
    int c2 = 0;
    int c3 = 0;
    int c4 = 0;
    int c5 = 0;
    int c6 = 0;
    int c7 = 0;
    for (int i = 0; i < count; i += BLOCK) {
      ByteVector x = ByteVector.fromArray(BYTES, values, i);
      union = union.or(x.reinterpretAsLongs());
      c1 += Long.bitCount(x.compare(VectorOperators.NE, (byte) 0).toLong());
      c2 += Long.bitCount(x.compare(VectorOperators.UGE, (byte) 3).toLong());
      c3 += Long.bitCount(x.compare(VectorOperators.UGE, (byte) 7).toLong());
      c4 += Long.bitCount(x.compare(VectorOperators.UGE, (byte) 15).toLong());
      c5 += Long.bitCount(x.compare(VectorOperators.UGE, (byte) 31).toLong());
      c6 += Long.bitCount(x.compare(VectorOperators.UGE, (byte) 63).toLong());
      c7 += Long.bitCount(x.compare(VectorOperators.UGE, (byte) 127).toLong());
    }
    int best = width(union.reduceLanes(VectorOperators.OR)) * count;
    best = Math.min(best, count + 8 * c1);
    best = Math.min(best, 2 * count + 8 * c2);
    best = Math.min(best, 3 * count + 8 * c3);
    best = Math.min(best, 4 * count + 8 * c4);
    best = Math.min(best, 5 * count + 8 * c5);
    best = Math.min(best, 6 * count + 8 * c6);
    return Math.min(best, 7 * count + 8 * c7);
  }

  /** Bits of the largest of 8 bytes. */
  private static int width(long eight) {
    long union = eight | eight >>> 32;
    union |= union >>> 16;
    union |= union >>> 8;
    return 64 - Long.numberOfLeadingZeros(union & 0xFF);
  }

  /** Codes a tile. */
  static void encode(byte[] values, int from, int count, Blocks blocks) {
    int whole = count / BLOCK;
    int first = blocks.block;
    int groups = (count - BLOCK * whole + 7) >>> 3;
    choose(values, from, whole, blocks.codes, first);
    if (groups > 0) {
      blocks.codes[first + whole] = (byte) choose(values, from + BLOCK * whole, groups);
    }
    store(values, from, groups > 0 ? whole + 1 : whole, blocks);
    if (groups > 0) {
      // Stored like a whole one; what belongs to groups that are not there comes last.
      blocks.plane -= Blocks.planes(blocks.codes[first + whole]) * (8 - groups);
    }
  }

  private static void choose(byte[] values, int from, int count, byte[] codes, int first) {
    for (int block = 0; block < count; block++) {
      codes[first + block] = (byte) choose(values, from + BLOCK * block, 8);
    }
  }

  /** The code that takes the fewest bytes; of equals the one with the most planes. */
  private static int choose(byte[] values, int at, int groups) {
    ByteVector x = ByteVector.fromArray(BYTES, values, at);
    int g = 8 * groups;
    // Bytes in the upper bits, then what makes the smaller of equals the one with more planes.
    int b1 = 8 * Long.bitCount(x.compare(VectorOperators.NE, (byte) 0).toLong()) + g + 7;
    int b2 = 8 * Long.bitCount(x.compare(VectorOperators.UGE, (byte) 3).toLong()) + 2 * g + 6;
    int b3 = 8 * Long.bitCount(x.compare(VectorOperators.UGE, (byte) 7).toLong()) + 3 * g + 5;
    int b4 = 8 * Long.bitCount(x.compare(VectorOperators.UGE, (byte) 15).toLong()) + 4 * g + 4;
    int b5 = 8 * Long.bitCount(x.compare(VectorOperators.UGE, (byte) 31).toLong()) + 5 * g + 3;
    int b6 = 8 * Long.bitCount(x.compare(VectorOperators.UGE, (byte) 63).toLong()) + 6 * g + 2;
    int b7 = 8 * Long.bitCount(x.compare(VectorOperators.UGE, (byte) 127).toLong()) + 7 * g + 1;
    int width = width(x.reinterpretAsLongs().reduceLanes(VectorOperators.OR));
    int low = Math.min(Math.min(b1, b2), Math.min(b3, b4));
    int high = Math.min(Math.min(b5, b6), Math.min(b7, g * width));
    int best = Math.min(low, high);
    int order = best & 7;
    return order == 0 ? width : 16 - order;
  }

  private static void store(byte[] values, int from, int count, Blocks blocks) {
    byte[] out = blocks.planes;
    byte[] escaped = blocks.escaped;
    int p = blocks.plane;
    int q = blocks.escape;
    int first = blocks.block;
    for (int block = 0; block < count; block++) {
      int code = blocks.codes[first + block] & 15;
      ByteVector x = ByteVector.fromArray(BYTES, values, from + BLOCK * block);
      byte most = MOST[code];
      long escapes = x.compare(VectorOperators.UGE, most).toLong() & ESCAPES[code];
      x.compress(VectorMask.fromLong(BYTES, escapes)).intoArray(escaped, q);
      q += Long.bitCount(escapes);
      LongVector v = x.lanewise(VectorOperators.UMIN, most).reinterpretAsLongs();
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
      v = v.lanewise(VectorOperators.XOR, u.lanewise(VectorOperators.LSHL, 28));
      long planes = PLANES[code];
      v.reinterpretAsBytes().compress(VectorMask.fromLong(BYTES, planes)).intoArray(out, p);
      p += Long.bitCount(planes);
    }
    blocks.plane = p;
    blocks.escape = q;
    blocks.block = first + count;
  }

  /** Restores a tile; see {@link dev.ebpc.packed.steps.PackedSteps#decodeBlocks}. */
  static boolean decode(Blocks blocks, int count, byte[] values, int to) {
    int whole = count / BLOCK;
    int groups = (count - BLOCK * whole + 7) >>> 3;
    return load(blocks, whole, 8, values, to)
        && (groups == 0 || load(blocks, 1, groups, values, to + BLOCK * whole));
  }

  private static boolean load(Blocks blocks, int count, int groups, byte[] values, int to) {
    byte[] in = blocks.planes;
    byte[] escaped = blocks.escaped;
    int p = blocks.plane;
    int q = blocks.escape;
    int end = blocks.escapeEnd;
    int first = blocks.block;
    long there = ofGroups(groups);
    for (int block = 0; block < count; block++) {
      int code = blocks.codes[first + block] & 15;
      long planes = PLANES[code] & there;
      LongVector v =
          ByteVector.fromArray(BYTES, in, p)
              .expand(VectorMask.fromLong(BYTES, planes))
              .reinterpretAsLongs();
      p += Long.bitCount(planes);
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
      v = v.lanewise(VectorOperators.XOR, u.lanewise(VectorOperators.LSHL, 28));
      ByteVector x = v.reinterpretAsBytes();
      long escapes = x.compare(VectorOperators.EQ, MOST[code]).toLong() & ESCAPES[code];
      VectorMask<Byte> mask = VectorMask.fromLong(BYTES, escapes);
      ByteVector e = ByteVector.fromArray(BYTES, escaped, q).expand(mask);
      x.blend(e, mask).intoArray(values, to + BLOCK * block);
      q += Long.bitCount(escapes);
      if (q > end) {
        return false;
      }
    }
    blocks.plane = p;
    blocks.escape = q;
    blocks.block = first + count;
    return true;
  }
}
