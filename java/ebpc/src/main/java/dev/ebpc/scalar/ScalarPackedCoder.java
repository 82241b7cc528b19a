package dev.ebpc.scalar;

import dev.ebpc.packed.BatchHead;
import dev.ebpc.packed.PackedCoder;
import dev.ebpc.packed.PackedDecoder;
import dev.ebpc.packed.PackedEncoder;
import dev.ebpc.packed.PackedException;
import dev.ebpc.packed.PackedFormat;
import java.lang.foreign.MemorySegment;

/** The packed profile in plain Java. */
public final class ScalarPackedCoder implements PackedCoder {

  /** Either half is made when it is first needed. */
  private static final class ScalarScratch implements Scratch {
    private PackedEncoder encoder;
    private PackedDecoder decoder;

    PackedEncoder encoder() {
      if (encoder == null) {
        encoder = new PackedEncoder();
      }
      return encoder;
    }

    PackedDecoder decoder() {
      if (decoder == null) {
        decoder = new PackedDecoder();
      }
      return decoder;
    }
  }

  /** Makes a coder; one is enough. */
  public ScalarPackedCoder() {}

  @Override
  public String engine() {
    return ScalarEngine.NAME;
  }

  @Override
  public int rank() {
    return SCALAR_RANK;
  }

  @Override
  public Scratch newScratch() {
    return new ScalarScratch();
  }

  @Override
  public int encode(
      PackedFormat format,
      MemorySegment words,
      long from,
      int count,
      int row,
      byte[] out,
      Scratch scratch) {
    return ((ScalarScratch) scratch).encoder().encode(format, words, from, count, row, out, 0);
  }

  @Override
  public boolean decode(
      PackedFormat format,
      BatchHead head,
      int count,
      byte[] in,
      MemorySegment words,
      long to,
      Scratch scratch) {
    try {
      ((ScalarScratch) scratch).decoder().decode(format, head, 0, count, in, 0, words, to);
      return true;
    } catch (PackedException refused) {
      return false;
    }
  }
}
