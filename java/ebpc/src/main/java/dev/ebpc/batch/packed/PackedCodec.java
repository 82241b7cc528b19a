package dev.ebpc.batch.packed;

import dev.ebpc.batch.BatchCodec;
import dev.ebpc.batch.BatchDecoder;
import dev.ebpc.batch.BatchEncoder;
import dev.ebpc.batch.BatchFormat;
import dev.ebpc.batch.TensorTerms;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.engine.Engine;

/** The profile of zero flags and bit planes at memory speed. */
public final class PackedCodec implements BatchCodec {

  /** Makes the profile; one is enough. */
  public PackedCodec() {}

  @Override
  public BatchFormat read(TensorTerms terms, byte[] header) {
    for (int i = 0; i < BatchFormat.PARAMETERS_BYTES; i++) {
      int at = BatchFormat.PARAMETERS_AT + i;
      if (header[at] != 0) {
        throw new EbpcException(
            ErrorCode.BAD_HEADER, Place.FRAME, -1, at, "profile packed has no parameters");
      }
    }
    return new PackedLayout(terms);
  }

  @Override
  public BatchEncoder newEncoder(Engine engine) {
    return new PackedBatchEncoder(engine);
  }

  @Override
  public BatchDecoder newDecoder(Engine engine) {
    return new PackedBatchDecoder(engine);
  }
}
