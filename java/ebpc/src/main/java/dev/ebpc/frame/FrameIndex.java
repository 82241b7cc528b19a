package dev.ebpc.frame;

import dev.ebpc.batch.BatchDecoder;
import dev.ebpc.batch.LittleEndian;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Where the batches of a frame begin, and its bytes: section "Index" of {@code docs/format.md}.
 *
 * <p>Grows while a frame is written or walked through.
 */
final class FrameIndex {
  static final int TRAILER_BYTES = 24;
  static final int CRC_AT = 16;
  static final int MAGIC_AT = 20;
  private static final byte[] MAGIC = {'E', 'B', 'P', 'X'};

  private final CRC32C crc = new CRC32C();
  private byte[] encoded = {};
  private long[] offsets = new long[16];
  private int batches;
  private long words;
  private long endMark;

  /** Bytes of an index. */
  static long bytes(long batches) {
    return Math.addExact(Math.multiplyExact(batches, Long.BYTES), TRAILER_BYTES);
  }

  /** Forgets all batches. */
  void clear() {
    batches = 0;
  }

  /** Adds the next batch. */
  void add(long offset) {
    if (batches == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * batches);
    }
    offsets[batches++] = offset;
  }

  int batches() {
    return batches;
  }

  /** Notes what lies behind the last batch: the end mark's byte offset and words of the frame. */
  void end(long endMarkOffset, long frameWords) {
    endMark = endMarkOffset;
    words = frameWords;
  }

  /** Words of the frame. */
  long words() {
    return words;
  }

  /** Byte offset of a batch from the frame's start; behind the last one, that of the end mark. */
  long offset(int batch) {
    return batch == batches ? endMark : offsets[batch];
  }

  /** Writes the index to a sink that stands behind the end mark. */
  void write(ByteSink sink) throws IOException {
    int length = Math.toIntExact(bytes(batches));
    if (encoded.length < length) {
      encoded = new byte[length];
    }
    for (int i = 0; i < batches; i++) {
      LittleEndian.putLong(encoded, Long.BYTES * i, offsets[i]);
    }
    int trailer = Long.BYTES * batches;
    LittleEndian.putLong(encoded, trailer, batches);
    LittleEndian.putLong(encoded, trailer + 8, sink.position() + length);
    crc.reset();
    crc.update(encoded, 0, trailer + CRC_AT);
    LittleEndian.putInt(encoded, trailer + CRC_AT, (int) crc.getValue());
    System.arraycopy(MAGIC, 0, encoded, trailer + MAGIC_AT, MAGIC.length);
    sink.write(encoded, length);
  }

  /**
   * Makes the index of a frame by walking through the heads of its batches.
   *
   * @param source stands after the header
   * @param walk at the first batch of the same frame
   * @param decoder reads the heads
   * @return the index
   */
  static FrameIndex ofWalk(ByteSource source, FrameWalk walk, BatchDecoder decoder)
      throws IOException {
    FrameIndex index = new FrameIndex();
    long position = source.position();
    while (walk.next(decoder)) {
      index.add(position);
      walk.skipPayload();
      position = source.position();
    }
    index.end(position, walk.words());
    return index;
  }

  /**
   * Reads the index of the last frame of an input, starting from its end.
   *
   * @param source stands anywhere in the frame
   * @param header header of the frame
   * @return the index, or null if the frame has none or does not end where the input ends
   */
  static FrameIndex ofEnd(SeekableSource source, FrameHeader header) throws IOException {
    long frameBytes = source.sizeFromFrame();
    long firstBatch = header.encoded().byteSize();
    if (!header.index() || frameBytes < firstBatch + FrameEnd.MARK_BYTES + TRAILER_BYTES) {
      return null;
    }
    byte[] trailer = new byte[TRAILER_BYTES];
    source.seek(frameBytes - TRAILER_BYTES);
    source.read(trailer, 0, TRAILER_BYTES);
    if (!hasMagic(trailer) || LittleEndian.getLong(trailer, 8) != frameBytes) {
      return null;
    }
    long batches = LittleEndian.getLong(trailer, 0);
    long room = frameBytes - firstBatch - FrameEnd.MARK_BYTES - TRAILER_BYTES;
    long leastBatch = leastRecordBytes(header, 1) + Long.BYTES;
    if (batches < 0 || batches > room / leastBatch || batches > Integer.MAX_VALUE / Long.BYTES) {
      throw error(
          ErrorCode.BAD_INDEX,
          frameBytes - TRAILER_BYTES,
          "no room for " + Long.toUnsignedString(batches) + " batches");
    }
    return readOffsets(source, header, (int) batches, trailer);
  }

  private static FrameIndex readOffsets(
      SeekableSource source, FrameHeader header, int batches, byte[] trailer) throws IOException {
    long start = source.position() - bytes(batches);
    source.seek(start);
    byte[] bytes = source.readNew(Long.BYTES * batches);
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    crc.update(trailer, 0, CRC_AT);
    requireChecksum(trailer, crc, start + bytes.length);

    // Every batch but the last is full: offsets that are too close could claim endless words.
    long leastFull = leastRecordBytes(header, header.batchWords());
    long least = header.encoded().byteSize();
    FrameIndex index = new FrameIndex();
    for (int i = 0; i < batches; i++) {
      long offset = LittleEndian.getLong(bytes, Long.BYTES * i);
      boolean first = i == 0 && offset == least;
      boolean later = i > 0 && offset >= least;
      if (!(first || later) || offset > start - FrameEnd.MARK_BYTES) {
        throw error(
            ErrorCode.BAD_INDEX, start + (long) Long.BYTES * i, "no batch can begin at " + offset);
      }
      index.add(offset);
      least = offset + leastFull;
    }
    byte[] noBatch = new byte[4];
    long mark = start - FrameEnd.MARK_BYTES;
    source.seek(mark);
    source.read(noBatch, 0, 4);
    if (LittleEndian.getInt(noBatch, 0) != 0) {
      throw error(ErrorCode.BAD_END, mark, "expected the end mark");
    }
    index.end(mark, new FrameEnd().read(source, header, batches));
    return index;
  }

  private static long leastRecordBytes(FrameHeader header, int words) {
    return FrameBound.FIXED_RECORD_BYTES + header.batches().leastBytes(words);
  }

  static boolean hasMagic(byte[] trailer) {
    return Arrays.equals(trailer, MAGIC_AT, TRAILER_BYTES, MAGIC, 0, MAGIC.length);
  }

  static void requireChecksum(byte[] trailer, CRC32C crc, long position) {
    if (LittleEndian.getInt(trailer, CRC_AT) != (int) crc.getValue()) {
      throw error(
          ErrorCode.CHECKSUM, position + CRC_AT, "the checksum of the index does not match");
    }
  }

  static EbpcException error(ErrorCode code, long position, String detail) {
    return new EbpcException(code, Place.FRAME, -1, position, detail);
  }
}
