package dev.ebpc.code;

import java.util.Arrays;

/**
 * Reads a ZNZ stream symbol by symbol and says exactly what is wrong with it.
 *
 * <p>The plain reading of the format: what engines are measured against, and what finds the place
 * of an error after an engine refused a chunk.
 */
public final class ZnzReader {

  private ZnzReader() {}

  /**
   * Reads a whole stream into a mask.
   *
   * @param parameters the parameters of the code
   * @param stream bytes with at least 8 readable ones behind the stream
   * @param start index of the stream's first byte
   * @param bytes length of the stream
   * @param words N, words that the stream stands for
   * @param mask receives one bit per word, word i at bit i mod 64 of element i / 64; 1 is non-zero
   * @param chunk number of the chunk, for the exception
   * @return bits of the stream that were read
   * @throws EbpcException if a run reaches past word N or the stream ends inside a symbol
   */
  public static long read(
      CodeParameters parameters,
      byte[] stream,
      int start,
      int bytes,
      int words,
      long[] mask,
      long chunk) {
    Arrays.fill(mask, 0, (words + 63) >>> 6, 0);
    return readTail(parameters, stream, start, bytes, 0, words, mask, 0, chunk);
  }

  /**
   * Goes on reading from a given word.
   *
   * @param bit bits of the stream that are read already
   * @param word words that they stand for; mask bits from here on must be zero
   * @return bits of the stream that were read in all
   * @throws EbpcException as {@link #read}
   */
  public static long readTail(
      CodeParameters parameters,
      byte[] stream,
      int start,
      int bytes,
      long bit,
      int words,
      long[] mask,
      int word,
      long chunk) {
    int zeroBits = 1 + parameters.zeroRunBits();
    long limit = 8L * bytes;
    while (word < words) {
      if (bit >= limit) {
        throw tooShort(chunk, bit, limit, words - word);
      }
      int window = window(stream, start, bit);
      if (window < 0) {
        mask[word >>> 6] |= 1L << word;
        word++;
        bit++;
        continue;
      }
      if (bit + zeroBits > limit) {
        throw tooShort(chunk, bit, limit, words - word);
      }
      int run = (window >>> (32 - zeroBits)) + 1;
      if (run > words - word) {
        throw new EbpcException(
            ErrorCode.ZERO_RUN_PAST_END,
            EbpcException.Place.ZNZ,
            chunk,
            bit,
            "expected a run of at most " + (words - word) + " zero words, found " + run);
      }
      word += run;
      bit += zeroBits;
    }
    return bit;
  }

  /** The next 25 or more bits, left-aligned. */
  private static int window(byte[] stream, int start, long bit) {
    int at = start + (int) (bit >>> 3);
    int four =
        (stream[at] & 0xFF) << 24
            | (stream[at + 1] & 0xFF) << 16
            | (stream[at + 2] & 0xFF) << 8
            | (stream[at + 3] & 0xFF);
    return four << (bit & 7);
  }

  private static EbpcException tooShort(long chunk, long bit, long limit, int left) {
    return new EbpcException(
        ErrorCode.STREAM_TOO_SHORT,
        EbpcException.Place.ZNZ,
        chunk,
        bit,
        "expected a symbol, " + left + " words being left; the stream ends at bit " + limit);
  }
}
