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

  static {
    for (int code = 0; code < 16; code++) {
      int k = Blocks.planes(code);
      PLANES[code] = ((1L << k) - 1) * ONES;
      ESCAPES[code] = code > 8 ? -1 : 0;
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
    long any = union.reduceLanes(VectorOperators.OR);
    return WidthCodes.fewestBits(count, any, c1, c2, c3, c4, c5, c6, c7);
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

  private static int choose(byte[] values, int at, int groups) {
    ByteVector x = ByteVector.fromArray(BYTES, values, at);
    int c1 = Long.bitCount(x.compare(VectorOperators.NE, (byte) 0).toLong());
    int c2 = Long.bitCount(x.compare(VectorOperators.UGE, (byte) 3).toLong());
    int c3 = Long.bitCount(x.compare(VectorOperators.UGE, (byte) 7).toLong());
    int c4 = Long.bitCount(x.compare(VectorOperators.UGE, (byte) 15).toLong());
    int c5 = Long.bitCount(x.compare(VectorOperators.UGE, (byte) 31).toLong());
    int c6 = Long.bitCount(x.compare(VectorOperators.UGE, (byte) 63).toLong());
    int c7 = Long.bitCount(x.compare(VectorOperators.UGE, (byte) 127).toLong());
    long any = x.reinterpretAsLongs().reduceLanes(VectorOperators.OR);
    return WidthCodes.choose(groups, any, c1, c2, c3, c4, c5, c6, c7);
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
      byte most = WidthCodes.MOST[code];
      long escapes = x.compare(VectorOperators.UGE, most).toLong() & ESCAPES[code];
      x.compress(VectorMask.fromLong(BYTES, escapes)).intoArray(escaped, q);
      q += Long.bitCount(escapes);
      LongVector v = Planes.transpose(x.lanewise(VectorOperators.UMIN, most).reinterpretAsLongs());
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
      ByteVector x = Planes.transpose(v).reinterpretAsBytes();
      long escapes = x.compare(VectorOperators.EQ, WidthCodes.MOST[code]).toLong() & ESCAPES[code];
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
