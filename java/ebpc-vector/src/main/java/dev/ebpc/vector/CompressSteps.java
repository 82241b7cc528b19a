package dev.ebpc.vector;

import dev.ebpc.packed.steps.Blocks;
import dev.ebpc.packed.steps.Lanes;
import dev.ebpc.packed.steps.PackedSteps;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The steps with registers of 512 bits, compress and expand: a register is the words of 64 bytes,
 * or a block.
 */
final class CompressSteps implements PackedSteps {
  private static final int LENGTH = 64;
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_512;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_512;

  @Override
  public int split(
      byte[] tile,
      int words,
      int wordBytes,
      byte[] flags,
      int flagsAt,
      byte[] values,
      int valuesAt) {
    int bytes = words * wordBytes;
    return switch (wordBytes) {
      case 1 -> splitBytes(tile, bytes, flags, flagsAt, values, valuesAt);
      case 2 -> splitShorts(tile, bytes, flags, flagsAt, values, valuesAt);
      default -> splitInts(tile, bytes, flags, flagsAt, values, valuesAt);
    };
  }

  private static int splitBytes(byte[] tile, int bytes, byte[] flags, int f, byte[] values, int v) {
    int to = v;
    for (int i = 0; i < bytes; i += LENGTH) {
      ByteVector x = ByteVector.fromArray(BYTES, tile, i);
      VectorMask<Byte> nonZero = x.compare(VectorOperators.NE, (byte) 0);
      x.compress(nonZero).intoArray(values, to);
      Lanes.LONG.set(flags, f + (i >>> 3), nonZero.toLong());
      to += nonZero.trueCount();
    }
    return to;
  }

  private static int splitShorts(
      byte[] tile, int bytes, byte[] flags, int f, byte[] values, int v) {
    int to = v;
    for (int i = 0; i < bytes; i += LENGTH) {
      ShortVector x = ByteVector.fromArray(BYTES, tile, i).reinterpretAsShorts();
      VectorMask<Short> nonZero = x.compare(VectorOperators.NE, (short) 0);
      x.compress(nonZero).reinterpretAsBytes().intoArray(values, to);
      long bits = nonZero.toLong();
      Lanes.LONG.set(flags, f + (i >>> 4), bits);
      to += 2 * Long.bitCount(bits);
    }
    return to;
  }

  private static int splitInts(byte[] tile, int bytes, byte[] flags, int f, byte[] values, int v) {
    int to = v;
    for (int i = 0; i < bytes; i += LENGTH) {
      IntVector x = ByteVector.fromArray(BYTES, tile, i).reinterpretAsInts();
      VectorMask<Integer> nonZero = x.compare(VectorOperators.NE, 0);
      x.compress(nonZero).reinterpretAsBytes().intoArray(values, to);
      long bits = nonZero.toLong();
      Lanes.LONG.set(flags, f + (i >>> 5), bits);
      to += 4 * Long.bitCount(bits);
    }
    return to;
  }

  @Override
  public int join(
      byte[] flags,
      int flagsAt,
      int words,
      int wordBytes,
      byte[] values,
      int valuesAt,
      byte[] tile) {
    int bytes = words * wordBytes;
    return switch (wordBytes) {
      case 1 -> joinBytes(flags, flagsAt, bytes, values, valuesAt, tile);
      case 2 -> joinShorts(flags, flagsAt, bytes, values, valuesAt, tile);
      default -> joinInts(flags, flagsAt, bytes, values, valuesAt, tile);
    };
  }

  private static int joinBytes(byte[] flags, int f, int bytes, byte[] values, int v, byte[] tile) {
    int from = v;
    for (int i = 0; i < bytes; i += LENGTH) {
      long bits = (long) Lanes.LONG.get(flags, f + (i >>> 3));
      ByteVector.fromArray(BYTES, values, from)
          .expand(VectorMask.fromLong(BYTES, bits))
          .intoArray(tile, i);
      from += Long.bitCount(bits);
    }
    return from;
  }

  private static int joinShorts(byte[] flags, int f, int bytes, byte[] values, int v, byte[] tile) {
    int from = v;
    for (int i = 0; i < bytes; i += LENGTH) {
      long bits = (long) Lanes.LONG.get(flags, f + (i >>> 4)) & 0xFFFFFFFFL;
      ShortVector x = ByteVector.fromArray(BYTES, values, from).reinterpretAsShorts();
      x.expand(VectorMask.fromLong(SHORTS, bits)).reinterpretAsBytes().intoArray(tile, i);
      from += 2 * Long.bitCount(bits);
    }
    return from;
  }

  private static int joinInts(byte[] flags, int f, int bytes, byte[] values, int v, byte[] tile) {
    int from = v;
    for (int i = 0; i < bytes; i += LENGTH) {
      long bits = (long) Lanes.LONG.get(flags, f + (i >>> 5)) & 0xFFFF;
      IntVector x = ByteVector.fromArray(BYTES, values, from).reinterpretAsInts();
      x.expand(VectorMask.fromLong(INTS, bits)).reinterpretAsBytes().intoArray(tile, i);
      from += 4 * Long.bitCount(bits);
    }
    return from;
  }

  @Override
  public void takeColumn(byte[] tile, int wordBytes, int shift, int count, byte[] bytes, int to) {
    ByteColumns.take(tile, wordBytes, shift, count, bytes, to);
  }

  @Override
  public void putColumn(byte[] bytes, int from, int wordBytes, int shift, int count, byte[] tile) {
    ByteColumns.put(bytes, from, wordBytes, shift, count, tile);
  }

  @Override
  public void takeRest(byte[] tile, int wordBytes, int shift, int count, byte[] bytes, int to) {
    ByteColumns.takeRest(tile, wordBytes, shift, count, bytes, to);
  }

  @Override
  public void putRest(byte[] bytes, int from, int wordBytes, int shift, int count, byte[] tile) {
    ByteColumns.putRest(bytes, from, wordBytes, shift, count, tile);
  }

  @Override
  public int estimate(byte[] values, int count) {
    return CompressBlocks.estimate(values, count);
  }

  @Override
  public void encodeBlocks(byte[] values, int from, int count, Blocks blocks) {
    CompressBlocks.encode(values, from, count, blocks);
  }

  @Override
  public boolean decodeBlocks(Blocks blocks, int count, byte[] values, int to) {
    return CompressBlocks.decode(blocks, count, values, to);
  }
}
