package dev.ebpc.frame;

import dev.ebpc.batch.BatchDecoder;
import dev.ebpc.batch.BatchFormat;
import dev.ebpc.batch.LittleEndian;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.Engine;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;

/**
 * Turns one batch record into words: section "Batch" of {@code docs/format.md}.
 *
 * <p>Its working memory is used again for batch after batch. Not thread-safe.
 */
final class DecodeJob extends BatchJob {
  private final Engine engine;
  private final Map<Profile, BatchDecoder> decoders = new EnumMap<>(Profile.class);
  private final WordChecksum checksum = new WordChecksum();
  private final byte[] crc = new byte[FrameWalk.CRC_BYTES];

  /** Payloads of sources that are no memory. */
  private byte[] staged = {};

  private MemorySegment stagedMemory = MemorySegment.ofArray(staged);

  private BatchDecoder decoder;
  private BatchFormat format;
  private int count;
  private long firstWord;
  private MemorySegment payload;
  private long payloadAt;
  private int payloadBytes;
  private long payloadPosition;
  private MemorySegment words;
  private long offset;

  DecodeJob(Engine engine) {
    this.engine = engine;
  }

  /** Makes ready for the batches of a frame. */
  DecodeJob begin(BatchFormat newFormat) {
    format = newFormat;
    decoder = decoders.get(format.profile());
    if (decoder == null) {
      decoder = Profiles.of(format.profile()).newDecoder(engine);
      decoders.put(format.profile(), decoder);
    }
    return this;
  }

  /** What reads the heads of batches. */
  BatchDecoder decoder() {
    return decoder;
  }

  /**
   * Takes the payload of the batch whose head was read: memory is read later, where it lies.
   *
   * @param source stands after the head
   * @param walk has read the head
   */
  void takePayload(ByteSource source, FrameWalk walk) throws IOException {
    count = walk.batchWords();
    firstWord = walk.words() - count;
    payloadBytes = walk.payloadBytes();
    payloadPosition = source.position();
    MemorySegment memory = source.memory();
    if (memory == null) {
      if (staged.length < payloadBytes) {
        staged = new byte[payloadBytes];
        stagedMemory = MemorySegment.ofArray(staged);
      }
      source.read(staged, 0, payloadBytes);
      payload = stagedMemory;
      payloadAt = 0;
    } else {
      payload = memory;
      payloadAt = source.memoryAt();
      source.skip(payloadBytes);
    }
    source.read(crc, 0, FrameWalk.CRC_BYTES);
  }

  /** Where the payload lies. */
  MemorySegment payload() {
    return payload;
  }

  /** Chooses where the words go to: memory and the byte offset of the first one. */
  void setTarget(MemorySegment newWords, long newOffset) {
    words = newWords;
    offset = newOffset;
  }

  @Override
  void work() {
    decoder.decode(payload, payloadAt, payloadPosition, words, offset);
    int bytes = count * format.terms().elementBytes();
    if (LittleEndian.getInt(crc, 0) != checksum.of(words, offset, bytes)) {
      throw new EbpcException(
          ErrorCode.CHECKSUM,
          Place.FRAME,
          -1,
          payloadPosition + payloadBytes,
          "the checksum of the batch of words from " + firstWord + " on does not match its words");
    }
  }

  @Override
  void forget() {
    words = null;
    payload = null;
    if (decoder != null) {
      decoder.forget();
    }
  }
}
