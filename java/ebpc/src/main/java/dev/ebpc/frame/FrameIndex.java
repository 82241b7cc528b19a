package dev.ebpc.frame;

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
  private static final int TRAILER_BYTES = 24;
  private static final int CRC_AT = 16;
  private static final int MAGIC_AT = 20;
  private static final byte[] MAGIC = {'E', 'B', 'P', 'X'};

  private long[] offsets = new long[16];
  private int batches;
  private long words;
  private long endMark;

  /** Bytes of an index. */
  static long bytes(long batches) {
    return Math.addExact(Math.multiplyExact(batches, Long.BYTES), TRAILER_BYTES);
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
    byte[] bytes = new byte[Math.toIntExact(bytes(batches))];
    for (int i = 0; i < batches; i++) {
      LittleEndian.putLong(bytes, Long.BYTES * i, offsets[i]);
    }
    int trailer = Long.BYTES * batches;
    LittleEndian.putLong(bytes, trailer, batches);
    LittleEndian.putLong(bytes, trailer + 8, sink.position() + bytes.length);
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, trailer + CRC_AT);
    LittleEndian.putInt(bytes, trailer + CRC_AT, (int) crc.getValue());
    System.arraycopy(MAGIC, 0, bytes, trailer + MAGIC_AT, MAGIC.length);
    sink.write(bytes, bytes.length);
  }

  /**
   * Reads an index for no other purpose than to check it, in constant memory.
   *
   * @param source stands behind the end mark
   * @param batches batches of the frame
   * @param expected checksum of their offsets as they were met, to be used up; null if not all were
   *     met
   */
  static void check(ByteSource source, long batches, CRC32C expected) throws IOException {
    CRC32C found = new CRC32C();
    byte[] part = new byte[TRAILER_BYTES];
    for (long i = 0; i < batches; i++) {
      source.read(part, 0, Long.BYTES);
      found.update(part, 0, Long.BYTES);
    }
    long trailer = source.position();
    source.read(part, 0, TRAILER_BYTES);
    found.update(part, 0, CRC_AT);
    requireChecksum(part, found, trailer);

    if (!hasMagic(part)) {
      throw error(ErrorCode.BAD_INDEX, trailer + MAGIC_AT, "expected the magic number EBPX");
    }
    if (expected != null) {
      LittleEndian.putLong(part, 0, batches);
      LittleEndian.putLong(part, 8, trailer + TRAILER_BYTES);
      expected.update(part, 0, CRC_AT);
      if (expected.getValue() != found.getValue()) {
        throw error(
            ErrorCode.BAD_INDEX,
            trailer - Long.BYTES * batches,
            "the index does not tell where the batches are");
      }
    }
  }

  /**
   * Makes the index of a frame by walking through its directories.
   *
   * @param source stands behind the header
   * @param walk at the first batch of the same frame
   * @return the index
   */
  static FrameIndex ofWalk(ByteSource source, FrameWalk walk) throws IOException {
    FrameIndex index = new FrameIndex();
    Directory directory = new Directory();
    long position = source.position();
    while (walk.next(directory)) {
      index.add(position);
      walk.skipStreams(directory);
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
    long firstBatch = HeaderFormat.bytes(header);
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
    long leastBatch = new BatchLayout(header).overheadBytes(1) + Long.BYTES;
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
    BatchLayout layout = new BatchLayout(header);
    long least = HeaderFormat.bytes(header);
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
      least = offset + layout.overheadBytes(layout.batchWords());
    }
    byte[] noBatch = new byte[4];
    long mark = start - FrameEnd.MARK_BYTES;
    source.seek(mark);
    source.read(noBatch, 0, 4);
    if (LittleEndian.getInt(noBatch, 0) != 0) {
      throw error(ErrorCode.BAD_END, mark, "expected the end mark");
    }
    index.end(mark, FrameEnd.read(source, header, batches));
    return index;
  }

  private static boolean hasMagic(byte[] trailer) {
    return Arrays.equals(trailer, MAGIC_AT, TRAILER_BYTES, MAGIC, 0, MAGIC.length);
  }

  private static void requireChecksum(byte[] trailer, CRC32C crc, long position) {
    if (LittleEndian.getInt(trailer, CRC_AT) != (int) crc.getValue()) {
      throw error(
          ErrorCode.CHECKSUM, position + CRC_AT, "the checksum of the index does not match");
    }
  }

  private static EbpcException error(ErrorCode code, long position, String detail) {
    return new EbpcException(code, Place.FRAME, -1, position, detail);
  }
}
