package dev.ebpc.frame;

import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import java.io.IOException;

/**
 * The way through a frame from batch to batch, from behind its header to its end, with all checks
 * that concern more than one batch. Constant memory.
 */
final class FrameWalk {
  private static final int CRC_BYTES = 4;

  private final ByteSource source;
  private final byte[] countBytes = new byte[4];
  private final IndexCheck index = new IndexCheck();
  private final FrameEnd end = new FrameEnd();
  private FrameHeader header;
  private BatchLayout layout;
  private long maxWords;
  private long totalWords;
  private boolean shortBatchSeen;
  private boolean ended;
  private long batches;
  private long words;

  /**
   * Will walk through the frames of a source.
   *
   * @param source what is read
   */
  FrameWalk(ByteSource source) {
    this.source = source;
  }

  /**
   * Starts at the first batch of a frame; the source stands behind the header.
   *
   * @param newHeader the header
   * @param maxBytes most bytes that the words may take
   * @throws EbpcException if the header declares more than that
   */
  void restart(FrameHeader newHeader, long maxBytes) {
    header = newHeader;
    layout = header.layout();
    maxWords = maxBytes / header.elementBytes();
    totalWords = header.words();
    index.restart(true);
    shortBatchSeen = false;
    ended = false;
    batches = 0;
    words = 0;
    requireWithinLimit(totalWords, 32);
  }

  BatchLayout layout() {
    return layout;
  }

  /** Whether the end of the frame has been read. */
  boolean ended() {
    return ended;
  }

  /** Words of all batches whose directories have been read. */
  long words() {
    return words;
  }

  /**
   * Reads the directory of the next batch, or the end of the frame.
   *
   * @param directory takes what was read
   * @return whether there is a batch; its streams are to be read or skipped next
   */
  boolean next(Directory directory) throws IOException {
    if (ended) {
      return false;
    }
    long start = source.position();
    source.read(countBytes, 0, 4);
    int count = LittleEndian.getInt(countBytes, 0);
    if (count == 0) {
      readEnd();
      return false;
    }
    requireCount(count, start);
    directory.read(source, count, header, layout, words / layout.chunkWords());
    noteBatch(start, count);
    return true;
  }

  /** Skips the streams of the batch whose directory was read last. */
  void skipStreams(Directory directory) throws IOException {
    source.skip((long) directory.allZnzBytes() + directory.allBpcBytes() + CRC_BYTES);
  }

  /** Goes on at a batch, or at the end mark behind the last one, of a frame of so many words. */
  void resumeAt(long batch, long frameWords) {
    index.restart(false);
    shortBatchSeen = false;
    ended = false;
    batches = batch;
    words = Math.min(batch * layout.batchWords(), frameWords);
    totalWords = frameWords;
  }

  /** Requires that so many words are allowed. */
  void requireWithinLimit(long allWords, long position) {
    if (allWords > maxWords) {
      throw new EbpcException(
          ErrorCode.LIMIT,
          Place.FRAME,
          -1,
          position,
          allWords
              + " words take more than the "
              + maxWords * header.elementBytes()
              + " bytes that the caller allows");
    }
  }

  private void noteBatch(long start, int count) {
    index.meet(start);
    shortBatchSeen = count < layout.batchWords();
    batches++;
    words += count;
  }

  private void requireCount(int count, long start) {
    if (count < 0 || count > layout.batchWords()) {
      throw badBatch(start, "no batch has " + Integer.toUnsignedString(count) + " words");
    }
    if (shortBatchSeen) {
      throw badBatch(start, "a batch behind one that is not full");
    }
    if (totalWords != FrameHeader.UNKNOWN_WORDS) {
      long expected = Math.min(layout.batchWords(), totalWords - words);
      if (count != expected) {
        throw badBatch(start, "expected a batch of " + expected + " words, found " + count);
      }
    }
    requireWithinLimit(words + count, start);
  }

  private void readEnd() throws IOException {
    long position = source.position();
    long total = end.read(source, header, batches);
    if (total != words) {
      throw new EbpcException(
          ErrorCode.BAD_END,
          Place.FRAME,
          -1,
          position,
          "expected " + words + " words, found " + total);
    }
    if (header.index()) {
      index.check(source, batches);
    }
    ended = true;
  }

  private EbpcException badBatch(long position, String detail) {
    return new EbpcException(ErrorCode.BAD_DIRECTORY, Place.FRAME, -1, position, detail);
  }
}
