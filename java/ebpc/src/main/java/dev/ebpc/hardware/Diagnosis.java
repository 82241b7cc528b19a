package dev.ebpc.hardware;

import dev.ebpc.code.BpcReader;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.ZnzReader;
import java.util.Optional;

/**
 * Finds what is wrong with chunks that an engine refused, so that the error is the same whatever
 * the engine: the first in the order lowest chunk, ZNZ before BPC, first bit of the symbol.
 */
public final class Diagnosis {

  private Diagnosis() {}

  /**
   * Reads every chunk of a batch symbol by symbol.
   *
   * @param batch a batch as it was given to {@link ChunkCoder#decodeChunks}
   * @return the first error, its chunk counted within the batch; empty if all chunks are right
   */
  public static Optional<EbpcException> firstError(DecodingBatch batch) {
    try {
      for (int chunk = 0; chunk < batch.count(); chunk++) {
        check(batch, chunk);
      }
      return Optional.empty();
    } catch (EbpcException error) {
      return Optional.of(error);
    }
  }

  private static void check(DecodingBatch batch, int chunk) {
    CodeParameters code = batch.parameters();
    int words = batch.wordCount(chunk);
    int declared = batch.declaredNonZeros(chunk);
    long[] mask = new long[(words + 63) >>> 6];
    long bits =
        ZnzReader.read(
            code, batch.znz(), batch.znzStart(chunk), batch.znzBytes(chunk), words, mask, chunk);
    checkEnd(batch, EbpcException.Place.ZNZ, chunk, bits, batch.znzBytes(chunk));
    int nonZeros = 0;
    for (long part : mask) {
      nonZeros += Long.bitCount(part);
    }
    if (declared != DecodingBatch.UNKNOWN && declared != nonZeros) {
      throw new EbpcException(
          ErrorCode.NON_ZERO_COUNT,
          EbpcException.Place.ZNZ,
          chunk,
          bits,
          "expected " + declared + " non-zero words, found " + nonZeros);
    }
    BpcReader reader = new BpcReader();
    reader.begin(code, batch.bpc(), batch.bpcStart(chunk), batch.bpcBytes(chunk), chunk);
    for (long block = code.blocks(nonZeros); block > 0; block--) {
      reader.readBlock();
    }
    checkEnd(batch, EbpcException.Place.BPC, chunk, reader.bit(), batch.bpcBytes(chunk));
  }

  private static void checkEnd(
      DecodingBatch batch, EbpcException.Place place, int chunk, long bits, int bytes) {
    int expected = batch.streamBytes(bits);
    if (expected != bytes) {
      throw new EbpcException(
          expected < bytes ? ErrorCode.STREAM_TOO_LONG : ErrorCode.STREAM_TOO_SHORT,
          place,
          chunk,
          bits,
          "expected a stream of " + expected + " bytes, found " + bytes);
    }
  }
}
