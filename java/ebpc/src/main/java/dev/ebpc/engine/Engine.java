package dev.ebpc.engine;

/**
 * A way to compute the code. All engines give identical bits and accept and reject the same input;
 * they differ in speed and in what they need of the machine.
 *
 * <p>Engines are stateless and thread-safe. Working memory is a {@link Scratch} that the caller
 * owns and uses for one call at a time. Arguments are checked by the caller (the facade and the
 * frame); an engine trusts them, but never the bits of a stream. Each profile of the frame has one
 * pair of methods here; that of the hardware format codes chunk by chunk.
 */
public interface Engine {

  /** Working memory of one engine for one call at a time. */
  interface Scratch {}

  /** The name a user forces it by: {@code scalar}, {@code vector}, {@code native}. */
  String name();

  /** What it runs on, in a few words. */
  String description();

  /**
   * Bytes of words in a batch from which on this engine pays: below, a call of it costs more than
   * plain Java needs for the whole work, and {@code auto} leaves such batches to plain Java.
   */
  default int fewestBytes() {
    return 0;
  }

  /** Makes working memory for {@link #encodeChunks} and {@link #decodeChunks} of this engine. */
  Scratch newScratch();

  /**
   * Codes every chunk of a batch as one hardware transmission.
   *
   * <p>Reads the words of the batch; writes its streams one behind the other, each padded with zero
   * bits to whole bytes, and their starts, exact lengths and non-zero counts.
   *
   * @param batch the chunks, with room reserved by {@link ChunkBatch#reserveForEncoding}
   * @param scratch working memory made by this engine
   */
  void encodeChunks(ChunkBatch batch, Scratch scratch);

  /**
   * Decodes every chunk of a batch.
   *
   * <p>Never reads outside the batch's arrays nor writes outside its words, whatever the bits. Says
   * only whether all is well; the caller asks {@link dev.ebpc.code.StrictDecoder} what is wrong.
   *
   * @param batch the chunks, with starts and byte lengths of the streams filled in
   * @param scratch working memory made by this engine
   * @return false if any chunk is to be rejected; words and non-zero counts are undefined then
   */
  boolean decodeChunks(ChunkBatch batch, Scratch scratch);
}
