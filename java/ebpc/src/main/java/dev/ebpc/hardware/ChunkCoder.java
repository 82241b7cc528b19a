package dev.ebpc.hardware;

import dev.ebpc.code.Profile;
import dev.ebpc.engine.Coder;

/** Codes and decodes chunks as hardware transmissions: what an engine offers for this profile. */
public interface ChunkCoder extends Coder {

  @Override
  default Profile profile() {
    return Profile.HARDWARE;
  }

  /**
   * Codes every chunk of a batch as one transmission.
   *
   * <p>Reads the words of the batch; writes its streams one after the other, each padded with zero
   * bits to whole bytes, and tells their starts, exact lengths and non-zero counts.
   *
   * @param batch the chunks, with room for their longest streams
   * @param scratch working memory made by this coder
   */
  void encodeChunks(EncodingBatch batch, Scratch scratch);

  /**
   * Decodes every chunk of a batch.
   *
   * <p>Never reads outside the batch's arrays nor writes outside its words, whatever the bits. Says
   * only whether all is well; {@link Diagnosis} finds out what is wrong.
   *
   * @param batch the chunks and their streams
   * @param scratch working memory made by this coder
   * @return false if any chunk is to be rejected; words and non-zero counts are undefined then
   */
  boolean decodeChunks(DecodingBatch batch, Scratch scratch);
}
