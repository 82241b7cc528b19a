package dev.ebpc.batch.hardware;

import dev.ebpc.batch.BatchEncoder;
import dev.ebpc.batch.BatchFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Scratches;
import dev.ebpc.engine.WordRange;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.ChunkKind;
import dev.ebpc.hardware.EncodingBatch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Codes chunks and decides how each is kept: section "Batch" of {@code docs/format.md}. */
final class HardwareEncoder implements BatchEncoder {
  private final Engine engine;
  private final Scratches scratches = new Scratches();
  private final EncodingBatch batch = new EncodingBatch();
  private final Directory directory = new Directory();
  private final WordRange range = new WordRange();
  private MemorySegment words = MemorySegment.NULL;
  private long offset;

  /** Words less the zero point. */
  private byte[] shifted = {};

  private MemorySegment shiftedMemory = MemorySegment.ofArray(shifted);

  HardwareEncoder(Engine engine) {
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
    HardwareFormat format = (HardwareFormat) batchFormat;
    words = newWords;
    offset = newOffset;
    directory.begin(format, count);
    if (format.terms().format().isStored()) {
      for (int i = 0; i < directory.chunks(); i++) {
        directory.set(i, ChunkKind.RAW);
      }
    } else {
      requireRange(format, count, firstWord);
      if (format.zeroPoint() == null) {
        batch.begin(format.parameters(), format.terms().format(), words);
        batch.cut(offset, count, format.chunkWords()).reserve();
      } else {
        shift(format.zeroPoint(), count * format.terms().elementBytes());
        batch.begin(format.parameters(), format.terms().format(), shiftedMemory);
        batch.cut(0, count, format.chunkWords()).reserve();
      }
      ChunkCoder coder = (ChunkCoder) engine.coder(Profile.HARDWARE, batch.wordBytes());
      coder.encodeChunks(batch, scratches.of(coder));
      decideKinds();
    }
    return directory.allZnzBytes() + directory.allBpcBytes();
  }

  private void shift(ZeroPoint zeroPoint, int bytes) {
    if (shifted.length < bytes) {
      shifted = new byte[bytes];
      shiftedMemory = MemorySegment.ofArray(shifted);
    }
    MemorySegment.copy(words, ValueLayout.JAVA_BYTE, offset, shifted, 0, bytes);
    zeroPoint.subtract(shifted, bytes);
  }

  private void requireRange(HardwareFormat format, int count, long firstWord) {
    int wordBits = format.terms().wordBits();
    int outside = range.firstOutside(format.terms().format(), wordBits, words, offset, count);
    if (outside >= 0) {
      throw new IllegalArgumentException(
          "word " + (firstWord + outside) + " does not fit " + wordBits + " bits");
    }
  }

  private void decideKinds() {
    for (int i = 0; i < batch.count(); i++) {
      int znz = batch.znzBytes(i);
      int bpc = batch.bpcBytes(i);
      if (batch.nonZeros(i) == 0) {
        directory.set(i, ChunkKind.ZERO);
      } else if (ChunkKind.paysCoded(znz + bpc, directory.rawBytesOf(i))) {
        directory.setCoded(i, batch.nonZeros(i), znz, bpc);
      } else {
        directory.set(i, ChunkKind.RAW);
      }
    }
  }

  @Override
  public int headBytes() {
    return directory.bytes();
  }

  @Override
  public void putHead(byte[] record, int at) {
    directory.write(record, at);
  }

  /** Streams of coded chunks that follow one another are copied at once. */
  @Override
  public void putPayload(MemorySegment target, long at) {
    long next = at;
    // 1. The ZNZ streams of coded chunks.
    for (int i = 0; i < directory.chunks(); ) {
      int end = endOfCoded(i);
      if (end > i) {
        int start = batch.znzStart(i);
        next += put(batch.znz(), start, batch.nextZnzStart(end), target, next);
      }
      i = Math.max(end, i + 1);
    }
    // 2. Their BPC streams, and the containers of raw chunks.
    for (int i = 0; i < directory.chunks(); ) {
      int end = endOfCoded(i);
      if (end > i) {
        next += put(batch.bpc(), batch.bpcStart(i), batch.nextBpcStart(end), target, next);
        i = end;
      } else {
        int raw = directory.bpcPartBytes(i);
        MemorySegment.copy(words, offset + directory.offsetOf(i), target, next, raw);
        next += raw;
        i++;
      }
    }
  }

  /** The chunk after those that are coded from a given one on. */
  private int endOfCoded(int first) {
    int end = first;
    while (end < directory.chunks() && directory.kind(end) == ChunkKind.CODED) {
      end++;
    }
    return end;
  }

  private static int put(byte[] streams, int start, int end, MemorySegment target, long at) {
    MemorySegment.copy(streams, start, target, ValueLayout.JAVA_BYTE, at, end - start);
    return end - start;
  }

  @Override
  public void forget() {
    words = MemorySegment.NULL;
    batch.forgetWords();
  }
}
