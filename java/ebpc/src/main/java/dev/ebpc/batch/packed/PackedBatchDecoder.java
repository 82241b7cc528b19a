package dev.ebpc.batch.packed;

import dev.ebpc.batch.BatchDecoder;
import dev.ebpc.batch.BatchFormat;
import dev.ebpc.code.BatchContent;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Scratches;
import dev.ebpc.packed.BatchHead;
import dev.ebpc.packed.PackedCoder;
import dev.ebpc.packed.PackedContent;
import dev.ebpc.packed.PackedDecoder;
import dev.ebpc.packed.PackedException;
import dev.ebpc.packed.PackedFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Restores batches of planes of bytes, and those that were kept as they were. */
final class PackedBatchDecoder implements BatchDecoder {
  /** Between head and payload there is a checksum. */
  private static final int CRC_BYTES = 4;

  private static final PackedContent STORED_ELEMENTS =
      new PackedContent("stored", "none", false, 0, 0, 0, 0, 0, List.of());

  private final Engine engine;
  private final Scratches scratches = new Scratches();
  private final BatchHead head = new BatchHead();

  /** Payloads, where coders may read a little further, and nobody else can write. */
  private byte[] payloads = {};

  private PackedLayout layout;
  private int count;
  private int wordBytes;
  private int headBytes;
  private int payloadBytes;

  PackedBatchDecoder(Engine engine) {
    this.engine = engine;
  }

  @Override
  public int readHead(
      BatchFormat format, int words, byte[] record, int at, long position, long firstWord) {
    layout = (PackedLayout) format;
    count = words;
    wordBytes = words * layout.terms().elementBytes();
    headBytes = layout.headBytes(words, record, at);
    if (layout.isStored()) {
      if (record[at] != BatchHead.STORED_BYTE) {
        throw new EbpcException(
            ErrorCode.BAD_BATCH, Place.FRAME, -1, position, "stored elements are only kept raw");
      }
      payloadBytes = wordBytes;
      return payloadBytes;
    }
    try {
      head.read(record, at, layout.words(), words);
    } catch (PackedException broken) {
      throw PackedLayout.error(broken, position + broken.offset());
    }
    payloadBytes = head.payloadBytes(layout.words(), words);
    return payloadBytes;
  }

  @Override
  public void decode(
      MemorySegment payload, long at, long position, MemorySegment words, long offset) {
    boolean narrow =
        !layout.isStored() && layout.words().wordBits() < 8 * layout.words().containerBytes();
    if (layout.isStored() || (head.isStored() && !narrow)) {
      MemorySegment.copy(payload, at, words, offset, wordBytes);
      return;
    }
    if (payloads.length < payloadBytes + PackedFormat.SLACK) {
      payloads = new byte[payloadBytes + PackedFormat.SLACK];
    }
    MemorySegment.copy(payload, ValueLayout.JAVA_BYTE, at, payloads, 0, payloadBytes);
    PackedCoder coder = (PackedCoder) engine.coder(Profile.PACKED, wordBytes);
    if (!coder.decode(layout.words(), head, count, payloads, words, offset, scratches.of(coder))) {
      throw diagnose(coder, position, words, offset);
    }
  }

  /** Coders only say that a batch is bad; what is wrong is the same for all of them. */
  private EbpcException diagnose(
      PackedCoder coder, long position, MemorySegment words, long offset) {
    try {
      new PackedDecoder()
          .decode(layout.words(), head, headBytes, count, payloads, 0, words, offset);
    } catch (PackedException broken) {
      long start = position - headBytes - CRC_BYTES;
      int checksum = broken.offset() < headBytes ? 0 : CRC_BYTES;
      return PackedLayout.error(broken, start + broken.offset() + checksum);
    }
    throw new IllegalStateException("engine " + coder.engine() + " refused a batch that is right");
  }

  @Override
  public BatchContent content() {
    return layout.isStored() ? STORED_ELEMENTS : head.content();
  }

  /** Nothing of the caller's is kept. */
  @Override
  public void forget() {}
}
