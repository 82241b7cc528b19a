package dev.ebpc.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Takes 8 bits out of words of 2 and 4 bytes, and their other bits; puts both back. The other bits
 * of a word are those below the eight and, next to them, those above. Registers of 128 bits have
 * too few words of 4 bytes for columns of them.
 */
final class ByteColumns {
  private static final VectorSpecies<Byte> BYTES = Width.PACKED.withLanes(byte.class);
  private static final VectorSpecies<Short> SHORTS = Width.PACKED.withLanes(short.class);
  private static final VectorSpecies<Integer> INTS = Width.PACKED.withLanes(int.class);
  private static final int LENGTH = BYTES.length();
  private static final VectorSpecies<Byte> HALF = shape(2).withLanes(byte.class);
  private static final VectorSpecies<Byte> QUARTER = shape(4).withLanes(byte.class);

  /** By byte of a register: its place among words of 4 bytes without their highest ones. */
  private static final byte[] CLOSE = new byte[LENGTH];

  /** The reverse: where a word's three bytes lie; of its highest byte anything. */
  private static final byte[] OPEN = new byte[LENGTH];

  static {
    for (int i = 0; i < LENGTH; i++) {
      CLOSE[i] = (byte) (i < LENGTH / 4 * 3 ? i / 3 * 4 + i % 3 : 0);
      OPEN[i] = (byte) (i / 4 * 3 + i % 4);
    }
  }

  private ByteColumns() {}

  private static VectorShape shape(int parts) {
    return VectorShape.forBitSize(Math.max(64, 8 * LENGTH / parts));
  }

  static void take(byte[] tile, int wordBytes, int shift, int count, byte[] bytes, int to) {
    if (wordBytes == 2) {
      takeOfShorts(tile, shift, count, bytes, to);
    } else {
      takeOfInts(tile, shift, count, bytes, to);
    }
  }

  private static void takeOfShorts(byte[] tile, int shift, int count, byte[] bytes, int to) {
    for (int i = 0; i < count; i += LENGTH / 2) {
      ShortVector x = ByteVector.fromArray(BYTES, tile, 2 * i).reinterpretAsShorts();
      x = x.lanewise(VectorOperators.LSHR, shift);
      ((ByteVector) x.convertShape(VectorOperators.S2B, HALF, 0)).intoArray(bytes, to + i);
    }
  }

  private static void takeOfInts(byte[] tile, int shift, int count, byte[] bytes, int to) {
    for (int i = 0; i < count; i += LENGTH / 4) {
      IntVector x = ByteVector.fromArray(BYTES, tile, 4 * i).reinterpretAsInts();
      x = x.lanewise(VectorOperators.LSHR, shift);
      ((ByteVector) x.convertShape(VectorOperators.I2B, QUARTER, 0)).intoArray(bytes, to + i);
    }
  }

  static void put(byte[] bytes, int from, int wordBytes, int shift, int count, byte[] tile) {
    if (wordBytes == 2) {
      putToShorts(bytes, from, shift, count, tile);
    } else {
      putToInts(bytes, from, shift, count, tile);
    }
  }

  private static void putToShorts(byte[] bytes, int from, int shift, int count, byte[] tile) {
    for (int i = 0; i < count; i += LENGTH / 2) {
      ByteVector b = ByteVector.fromArray(HALF, bytes, from + i);
      ShortVector x = (ShortVector) b.convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0);
      ByteVector shifted = x.lanewise(VectorOperators.LSHL, shift).reinterpretAsBytes();
      ByteVector.fromArray(BYTES, tile, 2 * i).or(shifted).intoArray(tile, 2 * i);
    }
  }

  private static void putToInts(byte[] bytes, int from, int shift, int count, byte[] tile) {
    for (int i = 0; i < count; i += LENGTH / 4) {
      ByteVector b = ByteVector.fromArray(QUARTER, bytes, from + i);
      IntVector x = (IntVector) b.convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
      ByteVector shifted = x.lanewise(VectorOperators.LSHL, shift).reinterpretAsBytes();
      ByteVector.fromArray(BYTES, tile, 4 * i).or(shifted).intoArray(tile, 4 * i);
    }
  }

  static void takeRest(byte[] tile, int wordBytes, int shift, int count, byte[] bytes, int to) {
    int below = (1 << shift) - 1;
    if (wordBytes == 2) {
      restOfShorts(tile, (short) below, (short) (0xFF & ~below), count, bytes, to);
    } else {
      restOfInts(tile, below, 0xFFFFFF & ~below, count, bytes, to);
    }
  }

  private static void restOfShorts(
      byte[] tile, short below, short above, int count, byte[] bytes, int to) {
    for (int i = 0; i < count; i += LENGTH / 2) {
      ShortVector x = ByteVector.fromArray(BYTES, tile, 2 * i).reinterpretAsShorts();
      ShortVector high = x.lanewise(VectorOperators.LSHR, 8).and(above);
      ShortVector rest = x.and(below).or(high);
      ((ByteVector) rest.convertShape(VectorOperators.S2B, HALF, 0)).intoArray(bytes, to + i);
    }
  }

  private static void restOfInts(
      byte[] tile, int below, int above, int count, byte[] bytes, int start) {
    ByteVector close = ByteVector.fromArray(BYTES, CLOSE, 0);
    int to = start;
    for (int i = 0; i < 4 * count; i += LENGTH) {
      IntVector x = ByteVector.fromArray(BYTES, tile, i).reinterpretAsInts();
      IntVector high = x.lanewise(VectorOperators.LSHR, 8).and(above);
      ByteVector rest = x.and(below).or(high).reinterpretAsBytes();
      close.selectFrom(rest).intoArray(bytes, to);
      to += LENGTH / 4 * 3;
    }
  }

  static void putRest(byte[] bytes, int from, int wordBytes, int shift, int count, byte[] tile) {
    int below = (1 << shift) - 1;
    if (wordBytes == 2) {
      restToShorts(bytes, from, (short) below, (short) (0xFF & ~below), count, tile);
    } else {
      restToInts(bytes, from, below, 0xFFFFFF & ~below, count, tile);
    }
  }

  private static void restToShorts(
      byte[] bytes, int from, short below, short above, int count, byte[] tile) {
    for (int i = 0; i < count; i += LENGTH / 2) {
      ByteVector b = ByteVector.fromArray(HALF, bytes, from + i);
      ShortVector x = (ShortVector) b.convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0);
      ShortVector high = x.and(above).lanewise(VectorOperators.LSHL, 8);
      x.and(below).or(high).reinterpretAsBytes().intoArray(tile, 2 * i);
    }
  }

  private static void restToInts(
      byte[] bytes, int start, int below, int above, int count, byte[] tile) {
    ByteVector open = ByteVector.fromArray(BYTES, OPEN, 0);
    int from = start;
    for (int i = 0; i < 4 * count; i += LENGTH) {
      ByteVector b = ByteVector.fromArray(BYTES, bytes, from);
      IntVector x = open.selectFrom(b).reinterpretAsInts();
      IntVector high = x.and(above).lanewise(VectorOperators.LSHL, 8);
      x.and(below).or(high).reinterpretAsBytes().intoArray(tile, i);
      from += LENGTH / 4 * 3;
    }
  }
}
