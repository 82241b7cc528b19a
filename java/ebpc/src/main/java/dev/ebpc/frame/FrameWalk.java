package dev.ebpc.frame;

import dev.ebpc.batch.BatchDecoder;
import dev.ebpc.batch.BatchFormat;
import dev.ebpc.batch.LittleEndian;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import java.io.IOException;
import java.util.Arrays;

/**
 * The way through a frame from batch to batch, from behind its header to its end, with all checks
 * that concern more than one batch. Constant memory.
 */
final class FrameWalk {
  /** Bytes of the word count of a batch. */
  static final int COUNT_BYTES = 4;

  /** Bytes of a checksum. */
  static final int CRC_BYTES = 4;

  private final ByteSource source;
  private final WordChecksum checksum = new WordChecksum();

  /** Word count, head and their checksum. */
  private byte[] front = new byte[COUNT_BYTES];

  private final IndexCheck index = new IndexCheck();
  private final FrameEnd end = new FrameEnd();
  private FrameHeader header;
  private BatchFormat format;
  private long maxWords;
  private long totalWords;
  private boolean shortBatchSeen;
  private boolean ended;
  private long batches;
  private long words;
  private int batchWords;
  private int payloadBytes;

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
    format = header.batches();
    maxWords = maxBytes / header.elementBytes();
    totalWords = header.words();
    index.restart(true);
    shortBatchSeen = false;
    ended = false;
    batches = 0;
    words = 0;
    requireWithinLimit(totalWords, 32);
  }

  /** Batches whose heads have been read, those before a resumed one included. */
  long batches() {
    return batches;
  }

  /** Words of the batch whose head was read last. */
  int batchWords() {
    return batchWords;
  }

  /** Bytes of the payload of that batch. */
  int payloadBytes() {
    return payloadBytes;
  }

  /** Words of all batches whose heads have been read. */
  long words() {
    return words;
  }

  /**
   * Reads the head of the next batch, or the end of the frame.
   *
   * @param decoder reads what the profile wrote
   * @return whether there is a batch; its payload is to be read or skipped next
   */
  boolean next(BatchDecoder decoder) throws IOException {
    if (ended) {
      return false;
    }
    long start = source.position();
    source.read(front, 0, COUNT_BYTES);
    int count = LittleEndian.getInt(front, 0);
    if (count == 0) {
      readEnd();
      return false;
    }
    requireCount(count, start);
    readHead(decoder, count, start + COUNT_BYTES);
    noteBatch(start, count);
    return true;
  }

  private void readHead(BatchDecoder decoder, int count, long position) throws IOException {
    int start = format.headStartBytes(count);
    makeRoom(COUNT_BYTES + start);
    source.read(front, COUNT_BYTES, start);
    int headBytes = format.headBytes(count, front, COUNT_BYTES);
    int checked = COUNT_BYTES + headBytes;
    makeRoom(checked + CRC_BYTES);
    source.read(front, COUNT_BYTES + start, headBytes - start + CRC_BYTES);
    if (LittleEndian.getInt(front, checked) != checksum.of(front, checked)) {
      throw new EbpcException(
          ErrorCode.CHECKSUM,
          Place.FRAME,
          -1,
          position + headBytes,
          "the checksum of the head of the batch does not match");
    }
    payloadBytes = decoder.readHead(format, count, front, COUNT_BYTES, position, words);
    batchWords = count;
  }

  private void makeRoom(int bytes) {
    if (front.length < bytes) {
      front = Arrays.copyOf(front, bytes);
    }
  }

  /** Skips the payload of the batch whose head was read last. */
  void skipPayload() throws IOException {
    source.skip((long) payloadBytes + CRC_BYTES);
  }

  /** Goes on at a batch, or at the end mark behind the last one, of a frame of so many words. */
  void resumeAt(long batch, long frameWords) {
    index.restart(false);
    shortBatchSeen = false;
    ended = false;
    batches = batch;
    words = Math.min(batch * format.batchWords(), frameWords);
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
    shortBatchSeen = count < format.batchWords();
    batches++;
    words += count;
  }

  private void requireCount(int count, long start) {
    if (count < 0 || count > format.batchWords()) {
      throw badBatch(start, "no batch has " + Integer.toUnsignedString(count) + " words");
    }
    if (shortBatchSeen) {
      throw badBatch(start, "a batch after one that is not full");
    }
    if (totalWords != FrameHeader.UNKNOWN_WORDS) {
      long expected = Math.min(format.batchWords(), totalWords - words);
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
