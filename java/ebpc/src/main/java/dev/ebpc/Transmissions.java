package dev.ebpc;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Transmission;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Diagnosis;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.WordRange;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;

/** Bare hardware transmissions: batches of one chunk, whose streams leave without a frame. */
final class Transmissions {
  private static final int POOLED_BYTES = 1 << 20;

  /** Working memory for one transmission at a time. */
  private static final class Desk {
    final ChunkBatch batch = new ChunkBatch(1);
    final WordRange range = new WordRange();
    final Engine.Scratch scratch;

    Desk(Engine engine) {
      scratch = engine.newScratch();
    }
  }

  private final Engine engine;
  private final ArrayBlockingQueue<Desk> idle =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

  Transmissions(Engine engine) {
    this.engine = engine;
  }

  Transmission encode(CodeParameters parameters, NumberFormat format, MemorySegment words) {
    int count = requireWords(parameters, format, words);
    Desk desk = borrow();
    try {
      int wordBits = parameters.wordBits();
      int outside = desk.range.firstOutside(format, wordBits, words, 0, count);
      if (outside >= 0) {
        throw new IllegalArgumentException(
            "word " + outside + " does not fit " + wordBits + " bits");
      }
      ChunkBatch batch = fill(desk.batch, parameters, format, words, count);
      batch.paddedToWords = false;
      batch.reserveForEncoding();
      engine.encodeChunks(batch, desk.scratch);
      return new Transmission(
          parameters,
          count,
          batch.nonZeros[0],
          padded(batch.znzOf(0), batch.znzBits[0], wordBits),
          batch.znzBits[0],
          padded(batch.bpcOf(0), batch.bpcBits[0], wordBits),
          batch.bpcBits[0]);
    } finally {
      giveBack(desk);
    }
  }

  byte[] decode(CodeParameters parameters, NumberFormat format, int words, byte[] znz, byte[] bpc) {
    requireFormat(parameters, format);
    requireCount(words);
    long most = parameters.maxWordsOfZnz(8L * znz.length);
    if (words > most) {
      throw new EbpcException(
          ErrorCode.STREAM_TOO_SHORT,
          Place.ZNZ,
          0,
          8L * znz.length,
          "expected " + words + " words, found a stream that can hold " + most);
    }
    byte[] decoded = new byte[words * format.containerBytes()];
    Desk desk = borrow();
    try {
      ChunkBatch batch =
          fill(desk.batch, parameters, format, MemorySegment.ofArray(decoded), words);
      batch.paddedToWords = true;
      batch.nonZeros[0] = ChunkBatch.UNKNOWN;
      batch.reserve(znz.length, bpc.length);
      System.arraycopy(znz, 0, batch.znz, 0, znz.length);
      System.arraycopy(bpc, 0, batch.bpc, 0, bpc.length);
      batch.znzStart[0] = 0;
      batch.znzBytes[0] = znz.length;
      batch.bpcStart[0] = 0;
      batch.bpcBytes[0] = bpc.length;
      if (!engine.decodeChunks(batch, desk.scratch)) {
        batch.nonZeros[0] = ChunkBatch.UNKNOWN;
        throw Diagnosis.firstError(batch).orElseThrow(() -> new IllegalStateException(refusal()));
      }
      return decoded;
    } finally {
      giveBack(desk);
    }
  }

  private String refusal() {
    return "engine " + engine.name() + " refused streams that are right";
  }

  private static ChunkBatch fill(
      ChunkBatch batch,
      CodeParameters parameters,
      NumberFormat format,
      MemorySegment words,
      int count) {
    batch.parameters = parameters;
    batch.format = format;
    batch.words = words;
    batch.chunks = 1;
    batch.wordOffset[0] = 0;
    batch.wordCount[0] = count;
    return batch;
  }

  private static byte[] padded(byte[] stream, int bits, int wordBits) {
    return Arrays.copyOf(stream, (int) Transmission.paddedBytes(bits, wordBits));
  }

  private static int requireWords(
      CodeParameters parameters, NumberFormat format, MemorySegment words) {
    requireFormat(parameters, format);
    int size = format.containerBytes();
    if (words.byteSize() % size != 0) {
      throw new IllegalArgumentException(
          words.byteSize() + " bytes are not words of " + size + " bytes");
    }
    requireCount(words.byteSize() / size);
    return (int) (words.byteSize() / size);
  }

  private static void requireFormat(CodeParameters parameters, NumberFormat format) {
    if (format == NumberFormat.OPAQUE || parameters.wordBits() > 8 * format.containerBytes()) {
      throw new IllegalArgumentException(
          "words of " + parameters.wordBits() + " bits do not go with " + format.label());
    }
  }

  private static void requireCount(long words) {
    if (words < 1 || words > Transmission.MAX_WORDS) {
      throw new IllegalArgumentException(
          "one transmission has 1 to " + Transmission.MAX_WORDS + " words, found " + words);
    }
  }

  private Desk borrow() {
    Desk desk = idle.poll();
    return desk == null ? new Desk(engine) : desk;
  }

  private void giveBack(Desk desk) {
    desk.batch.words = null;
    if (desk.batch.bpc.length <= POOLED_BYTES) {
      idle.offer(desk);
    }
  }
}
