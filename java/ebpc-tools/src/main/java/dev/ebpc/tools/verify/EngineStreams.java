package dev.ebpc.tools.verify;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;
import java.lang.foreign.MemorySegment;

/** An engine at work, chunk batch by chunk batch, with its working memory. Not thread-safe. */
final class EngineStreams {
  private final Engine engine;
  private final Engine.Scratch scratch;
  private final ChunkBatch batch;

  /**
   * Prepares an engine.
   *
   * @param engine the engine
   * @param chunks most chunks of one batch
   */
  EngineStreams(Engine engine, int chunks) {
    this.engine = engine;
    this.scratch = engine.newScratch();
    this.batch = new ChunkBatch(chunks);
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
  ChunkBatch encode(
      CodeParameters parameters,
      NumberFormat format,
      MemorySegment words,
      int count,
      int chunkWords) {
    batch.parameters = parameters;
    batch.format = format;
    batch.words = words;
    batch.chunks = 0;
    batch.paddedToWords = false;
    for (int start = 0; start < count; start += chunkWords) {
      batch.wordOffset[batch.chunks] = (long) start * format.containerBytes();
      batch.wordCount[batch.chunks] = Math.min(chunkWords, count - start);
      batch.chunks++;
    }
    batch.reserveForEncoding();
    engine.encodeChunks(batch, scratch);
    for (int i = 0; i < batch.chunks; i++) {
      batch.znzBytes[i] = (batch.znzBits[i] + 7) / 8;
      batch.bpcBytes[i] = (batch.bpcBits[i] + 7) / 8;
    }
    return batch;
  }

  /**
   * Decodes what {@link #encode} has coded.
   *
   * @param into memory for the words
   * @return false if the engine refuses its own streams
   */
  boolean decodeAgain(MemorySegment into) {
    batch.words = into;
    return engine.decodeChunks(batch, scratch);
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
    batch.parameters = parameters;
    batch.format = format;
    batch.words = into;
    batch.chunks = 1;
    batch.wordOffset[0] = 0;
    batch.wordCount[0] = words;
    batch.nonZeros[0] = ChunkBatch.UNKNOWN;
    batch.paddedToWords = paddedToWords;
    batch.reserve(znz.length, bpc.length);
    System.arraycopy(znz, 0, batch.znz, 0, znz.length);
    System.arraycopy(bpc, 0, batch.bpc, 0, bpc.length);
    batch.znzStart[0] = 0;
    batch.bpcStart[0] = 0;
    batch.znzBytes[0] = znz.length;
    batch.bpcBytes[0] = bpc.length;
    return engine.decodeChunks(batch, scratch);
  }

  /** The batch of the last call, for {@link dev.ebpc.engine.Diagnosis}. */
  ChunkBatch batch() {
    return batch;
  }
}
