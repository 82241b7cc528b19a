package dev.ebpc.frame;

import dev.ebpc.batch.LittleEndian;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import java.io.IOException;
import java.util.zip.CRC32C;

/**
 * The mark behind the last batch: section "End mark" of {@code docs/format.md}.
 *
 * <p>Holds working memory. Not thread-safe.
 */
final class FrameEnd {
  /** Bytes of the mark. */
  static final int MARK_BYTES = 16;

  private static final int WORDS_AT = 4;
  private static final int CRC_AT = 12;

  private final byte[] mark = new byte[MARK_BYTES];
  private final CRC32C crc = new CRC32C();

  void write(ByteSink sink, long words) throws IOException {
    LittleEndian.putLong(mark, WORDS_AT, words);
    LittleEndian.putInt(mark, CRC_AT, crc());
    sink.write(mark, MARK_BYTES);
  }

  /**
   * Reads a mark whose first four bytes, the word count of no batch, have been read.
   *
   * @param source stands behind those four bytes
   * @param header header of the frame
   * @param batches batches in front of the mark
   * @return words of the frame
   */
  long read(ByteSource source, FrameHeader header, long batches) throws IOException {
    long start = source.position() - WORDS_AT;
    source.read(mark, WORDS_AT, MARK_BYTES - WORDS_AT);
    if (LittleEndian.getInt(mark, CRC_AT) != crc()) {
      throw error(
          ErrorCode.CHECKSUM, start + CRC_AT, "the checksum of the end mark does not match");
    }
    long words = LittleEndian.getLong(mark, WORDS_AT);
    if (header.wordsKnown() && words != header.words()) {
      throw error(
          ErrorCode.BAD_END,
          start + WORDS_AT,
          "expected " + header.words() + " words, found " + Long.toUnsignedString(words));
    }
    if (words < 0 || batches(header, words) != batches) {
      throw error(
          ErrorCode.BAD_END,
          start + WORDS_AT,
          Long.toUnsignedString(words) + " words are not those of " + batches + " batches");
    }
    return words;
  }

  private static long batches(FrameHeader header, long words) {
    return Math.ceilDiv(words, header.batchWords());
  }

  private static EbpcException error(ErrorCode code, long position, String detail) {
    return new EbpcException(code, Place.FRAME, -1, position, detail);
  }

  private int crc() {
    crc.reset();
    crc.update(mark, 0, CRC_AT);
    return (int) crc.getValue();
  }
}
