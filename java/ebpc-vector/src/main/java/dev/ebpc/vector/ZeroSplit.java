package dev.ebpc.vector;

import dev.ebpc.scalar.Lanes;
import dev.ebpc.scalar.WordSplitter;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Splits a tile of words into the zero/non-zero mask and the non-zero words, and joins them again:
 * one compress or expand per register.
 */
final class ZeroSplit {

  private ZeroSplit() {}

  /** The splitter of a width of containers: 1, 2 or 4 bytes. */
  static WordSplitter of(int containerBytes) {
    return switch (containerBytes) {
      case 1 -> ZeroSplit::splitBytes;
      case 2 -> ZeroSplit::splitShorts;
      default -> ZeroSplit::splitInts;
    };
  }

  /** {@link WordSplitter#split} for words of one byte. */
  static int splitBytes(byte[] tile, int words, long[] mask, byte[] values, int from) {
    int to = from;
    int at = 0;
    for (int part = 0; part < (words + 63) >>> 6; part++) {
      long flags = 0;
      for (int lane = 0; lane < 64; lane += Width.LENGTH) {
        ByteVector v = ByteVector.fromArray(Width.BYTES, tile, at);
        VectorMask<Byte> nonZero = v.compare(VectorOperators.NE, (byte) 0);
        v.compress(nonZero).intoArray(values, to);
        long bits = nonZero.toLong();
        to += Long.bitCount(bits);
        flags |= bits << lane;
        at += Width.LENGTH;
      }
      mask[part] = flags;
    }
    return to;
  }

  /** The same for words of two bytes. */
  static int splitShorts(byte[] tile, int words, long[] mask, byte[] values, int from) {
    int to = from;
    int at = 0;
    for (int part = 0; part < (words + 63) >>> 6; part++) {
      long flags = 0;
      for (int lane = 0; lane < 64; lane += Width.LENGTH / 2) {
        ShortVector v = ByteVector.fromArray(Width.BYTES, tile, at).reinterpretAsShorts();
        VectorMask<Short> nonZero = v.compare(VectorOperators.NE, (short) 0);
        v.compress(nonZero).reinterpretAsBytes().intoArray(values, to);
        long bits = nonZero.toLong();
        to += 2 * Long.bitCount(bits);
        flags |= bits << lane;
        at += Width.LENGTH;
      }
      mask[part] = flags;
    }
    return to;
  }

  /** The same for words of four bytes. */
  static int splitInts(byte[] tile, int words, long[] mask, byte[] values, int from) {
    int to = from;
    int at = 0;
    for (int part = 0; part < (words + 63) >>> 6; part++) {
      long flags = 0;
      for (int lane = 0; lane < 64; lane += Width.LENGTH / 4) {
        IntVector v = ByteVector.fromArray(Width.BYTES, tile, at).reinterpretAsInts();
        VectorMask<Integer> nonZero = v.compare(VectorOperators.NE, 0);
        v.compress(nonZero).reinterpretAsBytes().intoArray(values, to);
        long bits = nonZero.toLong();
        to += 4 * Long.bitCount(bits);
        flags |= bits << lane;
        at += Width.LENGTH;
      }
      mask[part] = flags;
    }
    return to;
  }

  /**
   * Joins mask and values into words of one byte.
   *
   * @param mask one bit per word
   * @param from index in {@code mask} of the first word's, which is the lowest bit of its byte
   * @param parts how many times 64 words to join
   * @param values non-zero words one behind the other
   * @param first index in {@code values} of the first of them
   * @param tile receives the words
   */
  static void joinBytes(byte[] mask, int from, int parts, byte[] values, int first, byte[] tile) {
    int at = first;
    int to = 0;
    for (int p = 0; p < parts; p++) {
      long flags = (long) Lanes.LONG.get(mask, from + 8 * p);
      for (int lane = 0; lane < 64; lane += Width.LENGTH) {
        VectorMask<Byte> nonZero = VectorMask.fromLong(Width.BYTES, flags >>> lane);
        ByteVector.fromArray(Width.BYTES, values, at).expand(nonZero).intoArray(tile, to);
        at += nonZero.trueCount();
        to += Width.LENGTH;
      }
    }
  }

  /** The same for words of two bytes. */
  static void joinShorts(byte[] mask, int from, int parts, byte[] values, int first, byte[] tile) {
    int at = first;
    int to = 0;
    for (int p = 0; p < parts; p++) {
      long flags = (long) Lanes.LONG.get(mask, from + 8 * p);
      for (int lane = 0; lane < 64; lane += Width.LENGTH / 2) {
        VectorMask<Short> nonZero = VectorMask.fromLong(Width.SHORTS, flags >>> lane);
        ShortVector v = ByteVector.fromArray(Width.BYTES, values, at).reinterpretAsShorts();
        v.expand(nonZero).reinterpretAsBytes().intoArray(tile, to);
        at += 2 * nonZero.trueCount();
        to += Width.LENGTH;
      }
    }
  }

  /** The same for words of four bytes. */
  static void joinInts(byte[] mask, int from, int parts, byte[] values, int first, byte[] tile) {
    int at = first;
    int to = 0;
    for (int p = 0; p < parts; p++) {
      long flags = (long) Lanes.LONG.get(mask, from + 8 * p);
      for (int lane = 0; lane < 64; lane += Width.LENGTH / 4) {
        VectorMask<Integer> nonZero = VectorMask.fromLong(Width.INTS, flags >>> lane);
        IntVector v = ByteVector.fromArray(Width.BYTES, values, at).reinterpretAsInts();
        v.expand(nonZero).reinterpretAsBytes().intoArray(tile, to);
        at += 4 * nonZero.trueCount();
        to += Width.LENGTH;
      }
    }
  }
}
