package dev.ebpc.vector;

import dev.ebpc.packed.steps.Blocks;
import dev.ebpc.packed.steps.PackedSteps;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Blocks of a column without compress and expand: the planes of two groups, 16 bytes, are moved
 * together by a shuffle that their width code chooses.
 *
 * <p>Holds working memory. Not thread-safe.
 */
final class PextBlocks {
  private static final int BLOCK = Blocks.VALUES;
  private static final int PAIR = 2 * Blocks.GROUP;
  private static final VectorSpecies<Byte> BYTES = Width.PACKED.withLanes(byte.class);
  private static final VectorSpecies<Long> LONGS = Width.PACKED.withLanes(long.class);
  private static final VectorSpecies<Byte> PAIRS = ByteVector.SPECIES_128;
  private static final int LENGTH = BYTES.length();

  /** Makes the order of signed bytes that of unsigned ones. */
  private static final byte SIGN = -128;

  /** By width code: from 16 transposed bytes to the planes of two groups. */
  private static final byte[] CLOSE = new byte[16 * PAIR];

  /** The reverse, and which bytes are planes at all. */
  private static final byte[] OPEN = new byte[16 * PAIR];

  private static final byte[] THERE = new byte[16 * PAIR];

  static {
    for (int code = 0; code < 16; code++) {
      int k = Blocks.planes(code);
      for (int i = 0; i < PAIR; i++) {
        CLOSE[PAIR * code + i] = (byte) (i < 2 * k ? i / k * 8 + i % k : 0);
        boolean plane = i % 8 < k;
        OPEN[PAIR * code + i] = (byte) (plane ? i / 8 * k + i % 8 : 0);
        THERE[PAIR * code + i] = (byte) (plane ? -1 : 0);
      }
    }
  }

  private final byte[] planes = new byte[PackedSteps.MOST_VALUES + PackedSteps.SLACK];

  /** Bits that values would take as one block. */
  static int estimate(byte[] values, int count) {
    LongVector union = LongVector.zero(LONGS);
    int c1 = 0;
    int c2 = 0;
    int c3 = 0;
    int c4 = 0;
    int c5 = 0;
    int c6 = 0;
    int c7 = 0;
    for (int i = 0; i < count; i += LENGTH) {
      ByteVector x = ByteVector.fromArray(BYTES, values, i);
      union = union.or(x.reinterpretAsLongs());
      ByteVector y = x.lanewise(VectorOperators.XOR, SIGN);
      c1 += Long.bitCount(y.compare(VectorOperators.GT, SIGN).toLong());
      c2 += Long.bitCount(y.compare(VectorOperators.GT, (byte) (SIGN + 2)).toLong());
      c3 += Long.bitCount(y.compare(VectorOperators.GT, (byte) (SIGN + 6)).toLong());
      c4 += Long.bitCount(y.compare(VectorOperators.GT, (byte) (SIGN + 14)).toLong());
      c5 += Long.bitCount(y.compare(VectorOperators.GT, (byte) (SIGN + 30)).toLong());
      c6 += Long.bitCount(y.compare(VectorOperators.GT, (byte) (SIGN + 62)).toLong());
      c7 += Long.bitCount(y.compare(VectorOperators.GT, (byte) (SIGN + 126)).toLong());
    }
    long any = union.reduceLanes(VectorOperators.OR);
    return WidthCodes.fewestBits(count, any, c1, c2, c3, c4, c5, c6, c7);
  }

  /** Codes a tile. */
  void encode(byte[] values, int from, int count, Blocks blocks) {
    int whole = count / BLOCK;
    int first = blocks.block;
    int all = (count + BLOCK - 1) / BLOCK;
    choose(values, from, whole, 8, blocks.codes, first);
    int groups = (count - BLOCK * whole + 7) >>> 3;
    choose(values, from + BLOCK * whole, all - whole, groups, blocks.codes, first + whole);
    transpose(values, from, all, blocks.codes, first, planes);
    blocks.escape = escape(values, from, all, blocks.codes, first, blocks.escaped, blocks.escape);
    blocks.plane = store(planes, all, blocks.codes, first, blocks.planes, blocks.plane);
    blocks.block += all;
    if (all > whole) {
      // Stored like a whole one; what belongs to groups that are not there comes last.
      blocks.plane -= Blocks.planes(blocks.codes[first + whole]) * (8 - groups);
    }
  }

  private static void choose(
      byte[] values, int from, int count, int groups, byte[] codes, int first) {
    for (int block = 0; block < count; block++) {
      int c1 = 0;
      int c2 = 0;
      int c3 = 0;
      int c4 = 0;
      int c5 = 0;
      int c6 = 0;
      int c7 = 0;
      LongVector union = LongVector.zero(LONGS);
      for (int part = 0; part < BLOCK; part += LENGTH) {
        ByteVector x = ByteVector.fromArray(BYTES, values, from + BLOCK * block + part);
        union = union.or(x.reinterpretAsLongs());
        ByteVector y = x.lanewise(VectorOperators.XOR, SIGN);
        c1 += Long.bitCount(y.compare(VectorOperators.GT, SIGN).toLong());
        c2 += Long.bitCount(y.compare(VectorOperators.GT, (byte) (SIGN + 2)).toLong());
        c3 += Long.bitCount(y.compare(VectorOperators.GT, (byte) (SIGN + 6)).toLong());
        c4 += Long.bitCount(y.compare(VectorOperators.GT, (byte) (SIGN + 14)).toLong());
        c5 += Long.bitCount(y.compare(VectorOperators.GT, (byte) (SIGN + 30)).toLong());
        c6 += Long.bitCount(y.compare(VectorOperators.GT, (byte) (SIGN + 62)).toLong());
        c7 += Long.bitCount(y.compare(VectorOperators.GT, (byte) (SIGN + 126)).toLong());
      }
      long any = union.reduceLanes(VectorOperators.OR);
      codes[first + block] = (byte) WidthCodes.choose(groups, any, c1, c2, c3, c4, c5, c6, c7);
    }
  }

  private static void transpose(
      byte[] values, int from, int count, byte[] codes, int first, byte[] planes) {
    for (int i = 0; i < BLOCK * count; i += LENGTH) {
      byte most = WidthCodes.MOST[codes[first + i / BLOCK] & 15];
      ByteVector x = ByteVector.fromArray(BYTES, values, from + i);
      LongVector v = x.lanewise(VectorOperators.UMIN, most).reinterpretAsLongs();
      Planes.transpose(v).reinterpretAsBytes().intoArray(planes, i);
    }
  }

  private static int escape(
      byte[] values, int from, int count, byte[] codes, int first, byte[] escaped, int start) {
    int q = start;
    for (int block = 0; block < count; block++) {
      int code = codes[first + block];
      if (code > 8) {
        byte below = (byte) (SIGN + WidthCodes.MOST[code & 15] - 1);
        long escapes = 0;
        for (int part = 0; part < BLOCK; part += LENGTH) {
          ByteVector x = ByteVector.fromArray(BYTES, values, from + BLOCK * block + part);
          ByteVector y = x.lanewise(VectorOperators.XOR, SIGN);
          escapes |= y.compare(VectorOperators.GT, below).toLong() << part;
        }
        while (escapes != 0) {
          escaped[q++] = values[from + BLOCK * block + Long.numberOfTrailingZeros(escapes)];
          escapes &= escapes - 1;
        }
      }
    }
    return q;
  }

  private static int store(
      byte[] planes, int count, byte[] codes, int first, byte[] out, int start) {
    int p = start;
    for (int block = 0; block < count; block++) {
      int code = codes[first + block] & 15;
      int step = 2 * Blocks.planes(code);
      ByteVector close = ByteVector.fromArray(PAIRS, CLOSE, PAIR * code);
      for (int pair = 0; pair < BLOCK; pair += PAIR) {
        ByteVector x = ByteVector.fromArray(PAIRS, planes, BLOCK * block + pair);
        close.selectFrom(x).intoArray(out, p);
        p += step;
      }
    }
    return p;
  }

  /** Restores a tile; see {@link PackedSteps#decodeBlocks}. */
  boolean decode(Blocks blocks, int count, byte[] values, int to) {
    int first = blocks.block;
    int all = (count + BLOCK - 1) / BLOCK;
    int groups = (count + 7) >>> 3;
    int missing = Blocks.planes(blocks.codes[first + all - 1]) * (8 * all - groups);
    blocks.plane = load(blocks.planes, blocks.plane, blocks.codes, first, all, planes) - missing;
    transposeBack(planes, all, values, to);
    blocks.block += all;
    return fill(blocks, first, count, values, to);
  }

  private static int load(byte[] in, int start, byte[] codes, int first, int count, byte[] planes) {
    int p = start;
    for (int block = 0; block < count; block++) {
      int code = codes[first + block] & 15;
      int step = 2 * Blocks.planes(code);
      ByteVector open = ByteVector.fromArray(PAIRS, OPEN, PAIR * code);
      ByteVector there = ByteVector.fromArray(PAIRS, THERE, PAIR * code);
      for (int pair = 0; pair < BLOCK; pair += PAIR) {
        ByteVector x = ByteVector.fromArray(PAIRS, in, p);
        open.selectFrom(x).and(there).intoArray(planes, BLOCK * block + pair);
        p += step;
      }
    }
    return p;
  }

  private static void transposeBack(byte[] planes, int count, byte[] values, int to) {
    for (int i = 0; i < BLOCK * count; i += LENGTH) {
      LongVector v = ByteVector.fromArray(BYTES, planes, i).reinterpretAsLongs();
      Planes.transpose(v).reinterpretAsBytes().intoArray(values, to + i);
    }
  }

  /** Puts escaped values in their places; false if there are more of them than bytes. */
  private static boolean fill(Blocks blocks, int first, int count, byte[] values, int to) {
    byte[] escaped = blocks.escaped;
    int q = blocks.escape;
    for (int start = 0; start < count; start += BLOCK) {
      int code = blocks.codes[first + start / BLOCK];
      if (code > 8) {
        long escapes = 0;
        for (int part = 0; part < BLOCK; part += LENGTH) {
          ByteVector x = ByteVector.fromArray(BYTES, values, to + start + part);
          escapes |= x.compare(VectorOperators.EQ, WidthCodes.MOST[code & 15]).toLong() << part;
        }
        // After the last value there is anything.
        escapes &= -1L >>> Math.max(0, start + BLOCK - count);
        if (q + Long.bitCount(escapes) > blocks.escapeEnd) {
          return false;
        }
        while (escapes != 0) {
          values[to + start + Long.numberOfTrailingZeros(escapes)] = escaped[q++];
          escapes &= escapes - 1;
        }
      }
    }
    blocks.escape = q;
    return true;
  }
}
