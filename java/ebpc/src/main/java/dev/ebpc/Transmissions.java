package dev.ebpc;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.code.Transmission;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Scratches;
import dev.ebpc.engine.WordRange;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.Diagnosis;
import dev.ebpc.hardware.EncodingBatch;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;

/** Bare hardware transmissions: batches of one chunk, whose streams leave without a frame. */
final class Transmissions {
  private static final int POOLED_BYTES = 1 << 20;

  /** Working memory for one transmission at a time. */
  private static final class Desk {
    final EncodingBatch encoding = new EncodingBatch();
    final DecodingBatch decoding = new DecodingBatch();
    final WordRange range = new WordRange();
    final Scratches scratches = new Scratches();
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
      EncodingBatch batch = desk.encoding.begin(parameters, format, words).add(0, count).reserve();
      ChunkCoder coder = coder(batch.wordBytes());
      coder.encodeChunks(batch, desk.scratches.of(coder));
      return new Transmission(
          parameters,
          count,
          batch.nonZeros(0),
          padded(batch.znzOf(0), batch.znzBits(0), wordBits),
          batch.znzBits(0),
          padded(batch.bpcOf(0), batch.bpcBits(0), wordBits),
          batch.bpcBits(0));
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
      DecodingBatch batch =
          desk.decoding.begin(parameters, format, MemorySegment.ofArray(decoded), true);
      batch.addOnly(words, znz, bpc);
      ChunkCoder coder = coder(batch.wordBytes());
      if (!coder.decodeChunks(batch, desk.scratches.of(coder))) {
        throw Diagnosis.firstError(batch)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "engine " + coder.engine() + " refused streams that are right"));
      }
      return decoded;
    } finally {
      giveBack(desk);
    }
  }

  private ChunkCoder coder(long wordBytes) {
    return (ChunkCoder) engine.coder(Profile.HARDWARE, wordBytes);
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
    if (format.isStored() || parameters.wordBits() > 8 * format.containerBytes()) {
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
    return desk == null ? new Desk() : desk;
  }

  private void giveBack(Desk desk) {
    desk.encoding.forgetWords();
    desk.decoding.forgetWords();
    if (Math.max(desk.encoding.bpc().length, desk.decoding.bpc().length) <= POOLED_BYTES) {
      idle.offer(desk);
    }
  }
}
