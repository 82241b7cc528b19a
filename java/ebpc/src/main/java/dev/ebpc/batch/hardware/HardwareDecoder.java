package dev.ebpc.batch.hardware;

import dev.ebpc.batch.BatchDecoder;
import dev.ebpc.batch.BatchFormat;
import dev.ebpc.code.BatchContent;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Scratches;
import dev.ebpc.engine.WordRange;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.ChunkKind;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.Diagnosis;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Restores chunks as their directory says: section "Batch" of {@code docs/format.md}. */
final class HardwareDecoder implements BatchDecoder {
  private static final byte[] ZEROS = new byte[8192];

  private final Engine engine;
  private final Scratches scratches = new Scratches();
  private final DecodingBatch batch = new DecodingBatch();
  private final int[] chunkOfCoded = new int[ChunkLayout.MAX_CHUNKS];
  private final Directory directory = new Directory();
  private final WordRange range = new WordRange();

  /** Words that the zero point is added to. */
  private byte[] shifted = {};

  private HardwareFormat format;
  private long firstChunk;

  HardwareDecoder(Engine engine) {
    this.engine = engine;
  }

  @Override
  public int readHead(
      BatchFormat batchFormat, int words, byte[] head, int at, long position, long firstWord) {
    format = (HardwareFormat) batchFormat;
    firstChunk = firstWord / format.chunkWords();
    directory.begin(format, words);
    directory.read(head, at, position, firstChunk);
    return directory.allZnzBytes() + directory.allBpcBytes();
  }

  @Override
  public BatchContent content() {
    return directory.content(firstChunk);
  }

  @Override
  public void decode(
      MemorySegment payload, long at, long position, MemorySegment words, long offset) {
    int znzBytes = directory.allZnzBytes();
    // 1. Bring the streams to where coders may read a little further, and nobody else can write.
    int bpcBytes = directory.allBpcBytes();
    batch.begin(format.parameters(), format.terms().format(), words, false);
    batch.reserve(znzBytes, bpcBytes);
    long bpcAt = at + znzBytes;
    MemorySegment.copy(payload, ValueLayout.JAVA_BYTE, at, batch.znz(), 0, znzBytes);
    if (!directory.isRaw()) {
      MemorySegment.copy(payload, ValueLayout.JAVA_BYTE, bpcAt, batch.bpc(), 0, bpcBytes);
    }
    // 2. Restore the chunks that are not coded and list the others.
    int znzStart = 0;
    int bpcStart = 0;
    long to = offset;
    for (int i = 0; i < directory.chunks(); i++) {
      switch (directory.kind(i)) {
        case CODED -> listCoded(i, to, znzStart, bpcStart);
        case RAW ->
            copyRaw(i, payload, bpcAt + bpcStart, position + znzBytes + bpcStart, words, to);
        case ZERO -> fillZeros(words, to, directory.rawBytesOf(i));
      }
      znzStart += directory.znzBytes(i);
      bpcStart += directory.bpcPartBytes(i);
      to += directory.rawBytesOf(i);
    }
    // 3. Decode those.
    if (batch.count() > 0) {
      ChunkCoder coder = (ChunkCoder) engine.coder(Profile.HARDWARE, batch.wordBytes());
      if (!coder.decodeChunks(batch, scratches.of(coder))) {
        throw diagnose(coder);
      }
    }
    if (format.zeroPoint() != null) {
      addZeroPoint(words, offset);
    }
  }

  /** Raw chunks hold the words as they are; all others lack the zero point. */
  private void addZeroPoint(MemorySegment words, long offset) {
    long at = offset;
    for (int i = 0; i < directory.chunks(); i++) {
      int bytes = directory.rawBytesOf(i);
      if (directory.kind(i) != ChunkKind.RAW) {
        if (shifted.length < bytes) {
          shifted = new byte[bytes];
        }
        MemorySegment.copy(words, ValueLayout.JAVA_BYTE, at, shifted, 0, bytes);
        format.zeroPoint().add(shifted, bytes);
        MemorySegment.copy(shifted, 0, words, ValueLayout.JAVA_BYTE, at, bytes);
      }
      at += bytes;
    }
  }

  private void listCoded(int chunk, long offset, int znzStart, int bpcStart) {
    chunkOfCoded[batch.count()] = chunk;
    batch.add(
        offset,
        directory.wordsOf(chunk),
        directory.nonZeros(chunk),
        znzStart,
        directory.znzBytes(chunk),
        bpcStart,
        directory.bpcBytes(chunk));
  }

  private static void fillZeros(MemorySegment words, long offset, int bytes) {
    for (int done = 0; done < bytes; done += ZEROS.length) {
      int part = Math.min(ZEROS.length, bytes - done);
      MemorySegment.copy(ZEROS, 0, words, ValueLayout.JAVA_BYTE, offset + done, part);
    }
  }

  private void copyRaw(
      int chunk, MemorySegment payload, long at, long position, MemorySegment words, long offset) {
    MemorySegment.copy(payload, at, words, offset, directory.rawBytesOf(chunk));
    int wordBits = format.terms().wordBits();
    int count = directory.wordsOf(chunk);
    int outside = range.firstOutside(format.terms().format(), wordBits, words, offset, count);
    if (outside >= 0) {
      throw new EbpcException(
          ErrorCode.BAD_DIRECTORY,
          Place.FRAME,
          firstChunk + chunk,
          position + (long) outside * format.terms().elementBytes(),
          "a raw word does not fit " + wordBits + " bits");
    }
  }

  /** Coders only say that a batch is bad; what is wrong is the same for all of them. */
  private EbpcException diagnose(ChunkCoder coder) {
    EbpcException error =
        Diagnosis.firstError(batch)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "engine " + coder.engine() + " refused chunks that are right"));
    int coded = (int) error.chunk();
    return error.movedBy(firstChunk + chunkOfCoded[coded] - coded, 0);
  }

  @Override
  public void forget() {
    batch.forgetWords();
  }
}
