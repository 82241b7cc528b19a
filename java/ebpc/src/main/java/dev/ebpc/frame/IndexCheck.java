package dev.ebpc.frame;

import dev.ebpc.batch.LittleEndian;
import dev.ebpc.code.ErrorCode;
import java.io.IOException;
import java.util.zip.CRC32C;

/**
 * Checks the index of a frame whose batches were met one after the other, in constant memory.
 *
 * <p>Not thread-safe.
 */
final class IndexCheck {
  private final CRC32C met = new CRC32C();
  private final CRC32C found = new CRC32C();
  private final byte[] part = new byte[FrameIndex.TRAILER_BYTES];
  private boolean fromStart;

  /**
   * Starts anew.
   *
   * @param atFirstBatch whether all batches will be met, so that their offsets can be compared
   */
  void restart(boolean atFirstBatch) {
    met.reset();
    fromStart = atFirstBatch;
  }

  /** Notes where a batch begins. */
  void meet(long offset) {
    LittleEndian.putLong(part, 0, offset);
    met.update(part, 0, Long.BYTES);
  }

  /**
   * Reads the index.
   *
   * @param source stands behind the end mark
   * @param batches batches of the frame
   */
  void check(ByteSource source, long batches) throws IOException {
    found.reset();
    for (long i = 0; i < batches; i++) {
      source.read(part, 0, Long.BYTES);
      found.update(part, 0, Long.BYTES);
    }
    long trailer = source.position();
    source.read(part, 0, FrameIndex.TRAILER_BYTES);
    found.update(part, 0, FrameIndex.CRC_AT);
    FrameIndex.requireChecksum(part, found, trailer);
    if (!FrameIndex.hasMagic(part)) {
      throw FrameIndex.error(
          ErrorCode.BAD_INDEX, trailer + FrameIndex.MAGIC_AT, "expected the magic number EBPX");
    }
    if (fromStart) {
      LittleEndian.putLong(part, 0, batches);
      LittleEndian.putLong(part, 8, trailer + FrameIndex.TRAILER_BYTES);
      met.update(part, 0, FrameIndex.CRC_AT);
      if (met.getValue() != found.getValue()) {
        throw FrameIndex.error(
            ErrorCode.BAD_INDEX,
            trailer - Long.BYTES * batches,
            "the index does not tell where the batches are");
      }
    }
  }
}
