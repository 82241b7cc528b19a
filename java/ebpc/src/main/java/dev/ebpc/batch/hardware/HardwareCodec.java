package dev.ebpc.batch.hardware;

import dev.ebpc.batch.BatchCodec;
import dev.ebpc.batch.BatchDecoder;
import dev.ebpc.batch.BatchEncoder;
import dev.ebpc.batch.BatchFormat;
import dev.ebpc.batch.LittleEndian;
import dev.ebpc.batch.TensorTerms;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.engine.Engine;

/** The profile whose chunks are bit for bit what the published hardware sends. */
public final class HardwareCodec implements BatchCodec {
  private static final int BLOCK_AT = BatchFormat.PARAMETERS_AT;
  private static final int ZERO_RUN_AT = BLOCK_AT + 1;
  private static final int CHUNK_WORDS_AT = ZERO_RUN_AT + 1;

  /** Makes the profile; one is enough. */
  public HardwareCodec() {}

  @Override
  public HardwareFormat read(TensorTerms terms, byte[] header) {
    int blockBits = header[BLOCK_AT];
    int runBits = header[ZERO_RUN_AT];
    int chunkWords = LittleEndian.getInt(header, CHUNK_WORDS_AT);
    require(blockBits >= 2 && blockBits <= 6, BLOCK_AT, "log2 of the block size is " + blockBits);
    require(
        runBits >= 1 && runBits <= 8, ZERO_RUN_AT, "log2 of the maximum zero run is " + runBits);
    try {
      HardwareFormat.requireChunkWords(chunkWords, terms.elementBytes());
    } catch (IllegalArgumentException e) {
      require(false, CHUNK_WORDS_AT, e.getMessage());
    }
    CodeParameters parameters = new CodeParameters(terms.wordBits(), 1 << blockBits, 1 << runBits);
    return new HardwareFormat(terms, parameters, chunkWords);
  }

  @Override
  public BatchEncoder newEncoder(Engine engine) {
    return new HardwareEncoder(engine);
  }

  @Override
  public BatchDecoder newDecoder(Engine engine) {
    return new HardwareDecoder(engine);
  }

  private static void require(boolean legal, int offset, String problem) {
    if (!legal) {
      throw new EbpcException(ErrorCode.BAD_HEADER, Place.FRAME, -1, offset, problem);
    }
  }
}
