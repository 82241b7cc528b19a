package dev.ebpc.frame;

import dev.ebpc.batch.BatchEncoder;
import dev.ebpc.batch.BatchFormat;
import dev.ebpc.batch.LittleEndian;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.Engine;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;

/**
 * Turns the words of one batch into one batch record: section "Batch" of {@code docs/format.md}.
 *
 * <p>Its working memory is used again for batch after batch. Not thread-safe.
 */
final class EncodeJob extends BatchJob {
  private static final ValueLayout.OfInt CRC =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Engine engine;
  private final Map<Profile, BatchEncoder> encoders = new EnumMap<>(Profile.class);
  private final WordChecksum checksum = new WordChecksum();

  /** Word count, head and their checksum. */
  private byte[] front = {};

  private BatchEncoder encoder;
  private BatchFormat format;
  private MemorySegment words;
  private long offset;
  private int count;
  private long firstWord;
  private boolean putAtOnce;
  private int frontBytes;
  private int payloadBytes;
  private int wordCrc;

  EncodeJob(Engine engine) {
    this.engine = engine;
  }

  /** Makes ready for the batches of a frame. */
  EncodeJob begin(BatchFormat newFormat) {
    format = newFormat;
    encoder = encoders.get(format.profile());
    if (encoder == null) {
      encoder = Profiles.of(format.profile()).newEncoder(engine);
      encoders.put(format.profile(), encoder);
    }
    return this;
  }

  /**
   * Chooses the batch.
   *
   * @param newWords memory that holds the words
   * @param newOffset byte offset of the first one
   * @param newCount how many, 1 to a whole batch
   * @param newFirstWord number of the first one in the frame
   * @param byTheSameThread whether the record is put right after the work by the same thread
   */
  EncodeJob set(
      MemorySegment newWords,
      long newOffset,
      int newCount,
      long newFirstWord,
      boolean byTheSameThread) {
    words = newWords;
    offset = newOffset;
    count = newCount;
    firstWord = newFirstWord;
    putAtOnce = byTheSameThread;
    return this;
  }

  @Override
  void work() {
    // The checksum brings the words into the cache.
    wordCrc = checksum.of(words, offset, count * format.terms().elementBytes());
    payloadBytes = encoder.encode(format, words, offset, count, firstWord, putAtOnce);
    int headBytes = encoder.headBytes();
    frontBytes = FrameWalk.COUNT_BYTES + headBytes + FrameWalk.CRC_BYTES;
    if (front.length < frontBytes) {
      front = new byte[frontBytes];
    }
    LittleEndian.putInt(front, 0, count);
    encoder.putHead(front, FrameWalk.COUNT_BYTES);
    int checked = FrameWalk.COUNT_BYTES + headBytes;
    LittleEndian.putInt(front, checked, checksum.of(front, checked));
  }

  /** Bytes of the record. */
  int recordBytes() {
    return frontBytes + payloadBytes + FrameWalk.CRC_BYTES;
  }

  /** Writes the record, and not a byte outside of it. */
  void put(MemorySegment target, long at) {
    MemorySegment.copy(front, 0, target, ValueLayout.JAVA_BYTE, at, frontBytes);
    encoder.putPayload(target, at + frontBytes);
    target.set(CRC, at + frontBytes + payloadBytes, wordCrc);
  }

  @Override
  void forget() {
    words = null;
    if (encoder != null) {
      encoder.forget();
    }
  }
}
