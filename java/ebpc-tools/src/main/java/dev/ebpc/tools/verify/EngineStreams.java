package dev.ebpc.tools.verify;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Scratches;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.Diagnosis;
import dev.ebpc.hardware.EncodingBatch;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** An engine at work, batch of chunks by batch, with its working memory. Not thread-safe. */
final class EngineStreams {
  private final Engine engine;
  private final Scratches scratches = new Scratches();
  private final EncodingBatch encoding = new EncodingBatch();
  private final DecodingBatch decoding = new DecodingBatch();

  /**
   * Prepares an engine.
   *
   * @param engine the engine
   */
  EngineStreams(Engine engine) {
    this.engine = engine;
  }

  String name() {
    return engine.name();
  }

  /**
   * Codes words, cut into chunks of a given length.
   *
   * @param words containers as the format says
   * @param count words of them, at least 1
   * @param chunkWords words of every chunk but the last
   * @return the streams; valid until the next call
   */
  EncodingBatch encode(
      CodeParameters parameters,
      NumberFormat format,
      MemorySegment words,
      int count,
      int chunkWords) {
    encoding.begin(parameters, format, words).cut(0, count, chunkWords).reserve();
    ChunkCoder coder = coder(encoding.wordBytes());
    coder.encodeChunks(encoding, scratches.of(coder));
    return encoding;
  }

  /**
   * Decodes what {@link #encode} has coded.
   *
   * @param into memory for the words
   * @return false if the engine refuses its own streams
   */
  boolean decodeAgain(MemorySegment into) {
    return decode(decoding.of(encoding, into));
  }

  /**
   * Decodes one transmission whose streams have come from elsewhere.
   *
   * @param words words of the transmission
   * @param paddedToWords whether the streams are padded to words and not only to bytes
   * @param into memory for the words
   * @return false if the engine refuses it
   */
  boolean decode(
      CodeParameters parameters,
      NumberFormat format,
      int words,
      byte[] znz,
      byte[] bpc,
      boolean paddedToWords,
      MemorySegment into) {
    return decode(decoding.begin(parameters, format, into, paddedToWords).addOnly(words, znz, bpc));
  }

  /** What is wrong with the streams that were decoded last, if anything. */
  Optional<EbpcException> firstError() {
    return Diagnosis.firstError(decoding);
  }

  private boolean decode(DecodingBatch batch) {
    ChunkCoder coder = coder(batch.wordBytes());
    return coder.decodeChunks(batch, scratches.of(coder));
  }

  private ChunkCoder coder(long wordBytes) {
    return (ChunkCoder) engine.coder(Profile.HARDWARE, wordBytes);
  }
}
