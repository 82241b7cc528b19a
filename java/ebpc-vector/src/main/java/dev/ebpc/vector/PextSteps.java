package dev.ebpc.vector;

import dev.ebpc.packed.steps.Blocks;
import dev.ebpc.packed.steps.Lanes;
import dev.ebpc.packed.steps.PackedSteps;
import dev.ebpc.packed.steps.PlainSteps;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The steps with narrower registers and without compress and expand of lanes: comparisons tell
 * where words are zero, PEXT moves those that are not. Joining is that of plain Java.
 */
final class PextSteps extends PlainSteps {
  private static final VectorSpecies<Byte> BYTES = Width.PACKED.withLanes(byte.class);
  private static final VectorSpecies<Short> SHORTS = Width.PACKED.withLanes(short.class);
  private static final VectorSpecies<Integer> INTS = Width.PACKED.withLanes(int.class);
  private static final int LENGTH = BYTES.length();

  /** Bytes of words whose flags are written at a time. */
  private static final int STEP = 64;

  private final byte[] masks = new byte[PackedSteps.MOST_BYTES + PackedSteps.SLACK];
  private final PextBlocks blocks = new PextBlocks();

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
    switch (wordBytes) {
      case 1 -> compareBytes(tile, bytes, masks, flags, flagsAt);
      case 2 -> compareShorts(tile, bytes, masks, flags, flagsAt);
      default -> compareInts(tile, bytes, masks, flags, flagsAt);
    }
    return gather(tile, masks, bytes, values, valuesAt);
  }

  private static void compareBytes(byte[] tile, int bytes, byte[] masks, byte[] flags, int f) {
    ByteVector zero = ByteVector.zero(BYTES);
    for (int i = 0; i < bytes; i += STEP) {
      long bits = 0;
      for (int part = 0; part < STEP; part += LENGTH) {
        ByteVector x = ByteVector.fromArray(BYTES, tile, i + part);
        VectorMask<Byte> nonZero = x.compare(VectorOperators.NE, (byte) 0);
        zero.blend((byte) -1, nonZero).intoArray(masks, i + part);
        bits |= nonZero.toLong() << part;
      }
      Lanes.LONG.set(flags, f + (i >>> 3), bits);
    }
  }

  private static void compareShorts(byte[] tile, int bytes, byte[] masks, byte[] flags, int f) {
    ShortVector zero = ShortVector.zero(SHORTS);
    for (int i = 0; i < bytes; i += STEP) {
      long bits = 0;
      for (int part = 0; part < STEP; part += LENGTH) {
        ShortVector x = ByteVector.fromArray(BYTES, tile, i + part).reinterpretAsShorts();
        VectorMask<Short> nonZero = x.compare(VectorOperators.NE, (short) 0);
        zero.blend((short) -1, nonZero).reinterpretAsBytes().intoArray(masks, i + part);
        bits |= nonZero.toLong() << (part / 2);
      }
      Lanes.INT.set(flags, f + (i >>> 4), (int) bits);
    }
  }

  private static void compareInts(byte[] tile, int bytes, byte[] masks, byte[] flags, int f) {
    IntVector zero = IntVector.zero(INTS);
    for (int i = 0; i < bytes; i += STEP) {
      long bits = 0;
      for (int part = 0; part < STEP; part += LENGTH) {
        IntVector x = ByteVector.fromArray(BYTES, tile, i + part).reinterpretAsInts();
        VectorMask<Integer> nonZero = x.compare(VectorOperators.NE, 0);
        zero.blend(-1, nonZero).reinterpretAsBytes().intoArray(masks, i + part);
        bits |= nonZero.toLong() << (part / 4);
      }
      Lanes.INT.set(flags, f + (i >>> 5), (int) bits);
    }
  }

  private static int gather(byte[] tile, byte[] masks, int bytes, byte[] values, int start) {
    int to = start;
    for (int i = 0; i < bytes; i += 8) {
      long mask = (long) Lanes.LONG.get(masks, i);
      Lanes.LONG.set(values, to, Long.compress((long) Lanes.LONG.get(tile, i), mask));
      to += Long.bitCount(mask) >>> 3;
    }
    return to;
  }

  @Override
  public void takeColumn(byte[] tile, int wordBytes, int shift, int count, byte[] bytes, int to) {
    if (wordBytes == 4 && LENGTH == 16) {
      super.takeColumn(tile, wordBytes, shift, count, bytes, to);
    } else {
      ByteColumns.take(tile, wordBytes, shift, count, bytes, to);
    }
  }

  @Override
  public void putColumn(byte[] bytes, int from, int wordBytes, int shift, int count, byte[] tile) {
    if (wordBytes == 4 && LENGTH == 16) {
      super.putColumn(bytes, from, wordBytes, shift, count, tile);
    } else {
      ByteColumns.put(bytes, from, wordBytes, shift, count, tile);
    }
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
    return PextBlocks.estimate(values, count);
  }

  @Override
  public void encodeBlocks(byte[] values, int from, int count, Blocks target) {
    blocks.encode(values, from, count, target);
  }

  @Override
  public boolean decodeBlocks(Blocks source, int count, byte[] values, int to) {
    return blocks.decode(source, count, values, to);
  }
}
