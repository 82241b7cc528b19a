package dev.ebpc.packed;

import dev.ebpc.code.Profile;
import dev.ebpc.engine.Coder;
import java.lang.foreign.MemorySegment;

/** Codes and decodes batches as planes of bytes: what an engine offers for this profile. */
public interface PackedCoder extends Coder {

  @Override
  default Profile profile() {
    return Profile.PACKED;
  }

  /**
   * Codes a batch.
   *
   * @param format the format of the words
   * @param words memory that holds them; every container is the extension of a word of W bits
   * @param from byte offset of the first one
   * @param count how many: at least 1, at most {@link PackedFormat#MAX_BATCH_BYTES} bytes
   * @param row words of a row, 0 if not known
   * @param out receives head and payload; has {@link PackedFormat#room} bytes
   * @param scratch working memory made by this coder
   * @return bytes of head and payload
   */
  int encode(
      PackedFormat format,
      MemorySegment words,
      long from,
      int count,
      int row,
      byte[] out,
      Scratch scratch);

  /**
   * Decodes a batch. Never reads outside the payload and {@link PackedFormat#SLACK} bytes after it
   * nor writes outside the words, whatever they hold. Says only whether all is well; {@link
   * PackedDecoder} tells what is wrong.
   *
   * @param format the format of the words
   * @param head its head, checked for this format and this number of words
   * @param count words of the batch
   * @param in holds the payload from its start, and {@link PackedFormat#SLACK} bytes after it,
   *     which may hold anything
   * @param words receives the words
   * @param to byte offset of the first one
   * @param scratch working memory made by this coder
   * @return false if the batch is to be rejected; the words are undefined then
   */
  boolean decode(
      PackedFormat format,
      BatchHead head,
      int count,
      byte[] in,
      MemorySegment words,
      long to,
      Scratch scratch);
}
