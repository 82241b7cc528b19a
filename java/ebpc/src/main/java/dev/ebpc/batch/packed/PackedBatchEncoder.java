package dev.ebpc.batch.packed;

import dev.ebpc.batch.BatchEncoder;
import dev.ebpc.batch.BatchFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Scratches;
import dev.ebpc.engine.WordRange;
import dev.ebpc.packed.BatchHead;
import dev.ebpc.packed.PackedCoder;
import dev.ebpc.packed.PackedException;
import dev.ebpc.packed.PackedFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Codes batches as planes of bytes, or keeps them as they are. */
final class PackedBatchEncoder implements BatchEncoder {
  private final Engine engine;
  private final Scratches scratches = new Scratches();
  private final WordRange range = new WordRange();

  /** Head and payload of a batch that is coded. */
  private byte[] coded = {};

  private MemorySegment words = MemorySegment.NULL;
  private long offset;
  private int wordBytes;
  private boolean stored;
  private int headBytes;
  private int payloadBytes;

  PackedBatchEncoder(Engine engine) {
    this.engine = engine;
  }

  @Override
  public int encode(
      BatchFormat batchFormat,
      MemorySegment newWords,
      long newOffset,
      int count,
      long firstWord,
      boolean putAtOnce) {
    PackedLayout layout = (PackedLayout) batchFormat;
    words = newWords;
    offset = newOffset;
    wordBytes = count * layout.terms().elementBytes();
    stored = layout.isStored() || !isCoded(layout, count, firstWord);
    if (stored) {
      headBytes = 1;
      payloadBytes = wordBytes;
    }
    return payloadBytes;
  }

  /** Codes the words; says whether they are not better kept as they are. */
  private boolean isCoded(PackedLayout layout, int count, long firstWord) {
    PackedFormat format = layout.words();
    int outside =
        range.firstOutside(layout.terms().format(), format.wordBits(), words, offset, count);
    if (outside >= 0) {
      throw new IllegalArgumentException(
          "word " + (firstWord + outside) + " does not fit " + format.wordBits() + " bits");
    }
    if (coded.length < PackedFormat.room(wordBytes)) {
      coded = new byte[PackedFormat.room(wordBytes)];
    }
    PackedCoder coder = (PackedCoder) engine.coder(Profile.PACKED, wordBytes);
    int bytes =
        coder.encode(format, words, offset, count, layout.row(count), coded, scratches.of(coder));
    headBytes = lengthOfHead(format);
    payloadBytes = bytes - headBytes;
    return coded[0] != BatchHead.STORED_BYTE;
  }

  private int lengthOfHead(PackedFormat format) {
    try {
      return BatchHead.bytes(coded[0], format);
    } catch (PackedException e) {
      throw new IllegalStateException("a coder wrote a head that is none", e);
    }
  }

  @Override
  public int headBytes() {
    return headBytes;
  }

  @Override
  public void putHead(byte[] record, int at) {
    if (stored) {
      record[at] = BatchHead.STORED_BYTE;
    } else {
      System.arraycopy(coded, 0, record, at, headBytes);
    }
  }

  @Override
  public void putPayload(MemorySegment target, long at) {
    if (stored) {
      MemorySegment.copy(words, offset, target, at, wordBytes);
    } else {
      MemorySegment.copy(coded, headBytes, target, ValueLayout.JAVA_BYTE, at, payloadBytes);
    }
  }

  @Override
  public void forget() {
    words = MemorySegment.NULL;
  }
}
