package dev.ebpc.frame;

import dev.ebpc.batch.BatchFormat;

/** The upper bound of a frame's length, from the longest batches that words can give. */
final class FrameBound {
  /** Bytes of a batch that are no profile's: word count and both checksums. */
  static final int FIXED_RECORD_BYTES = FrameWalk.COUNT_BYTES + 2 * FrameWalk.CRC_BYTES;

  private FrameBound() {}

  static long maxFrameBytes(FrameHeader header) {
    BatchFormat format = header.batches();
    int batchWords = format.batchWords();
    long full = header.words() / batchWords;
    int rest = (int) (header.words() % batchWords);
    long batches = full + (rest == 0 ? 0 : 1);
    long fullBatches = full == 0 ? 0 : Math.multiplyExact(full, format.mostBytes(batchWords));
    return sum(
        header.encoded().byteSize(),
        Math.multiplyExact(batches, FIXED_RECORD_BYTES),
        fullBatches,
        rest == 0 ? 0 : format.mostBytes(rest),
        endBytes(header, batches));
  }

  /** Bytes of end mark and index. */
  static long endBytes(FrameHeader header, long batches) {
    return FrameEnd.MARK_BYTES + (header.index() ? FrameIndex.bytes(batches) : 0);
  }

  private static long sum(long... parts) {
    long sum = 0;
    for (long part : parts) {
      sum = Math.addExact(sum, part);
    }
    return sum;
  }
}
