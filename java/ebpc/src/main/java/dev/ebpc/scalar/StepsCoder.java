package dev.ebpc.scalar;

import dev.ebpc.packed.BatchHead;
import dev.ebpc.packed.PackedCoder;
import dev.ebpc.packed.PackedDecoder;
import dev.ebpc.packed.PackedEncoder;
import dev.ebpc.packed.PackedException;
import dev.ebpc.packed.PackedFormat;
import java.lang.foreign.MemorySegment;

/** The packed profile on the encoder and decoder of this library; engines differ in their steps. */
public abstract class StepsCoder implements PackedCoder {

  /** Either half is made when it is first needed. */
  private final class StepsScratch implements Scratch {
    private PackedEncoder encoder;
    private PackedDecoder decoder;

    PackedEncoder encoder() {
      if (encoder == null) {
        encoder = newEncoder();
      }
      return encoder;
    }

    PackedDecoder decoder() {
      if (decoder == null) {
        decoder = newDecoder();
      }
      return decoder;
    }
  }

  /** For engines. */
  protected StepsCoder() {}

  /** An encoder with the engine's steps. */
  protected abstract PackedEncoder newEncoder();

  /** A decoder with the engine's steps. */
  protected abstract PackedDecoder newDecoder();

  @Override
  public final Scratch newScratch() {
    return new StepsScratch();
  }

  @Override
  public final int encode(
      PackedFormat format,
      MemorySegment words,
      long from,
      int count,
      int row,
      byte[] out,
      Scratch scratch) {
    return ((StepsScratch) scratch).encoder().encode(format, words, from, count, row, out, 0);
  }

  @Override
  public final boolean decode(
      PackedFormat format,
      BatchHead head,
      int count,
      byte[] in,
      MemorySegment words,
      long to,
      Scratch scratch) {
    try {
      ((StepsScratch) scratch).decoder().decode(format, head, 0, count, in, 0, words, to);
      return true;
    } catch (PackedException refused) {
      return false;
    }
  }
}
