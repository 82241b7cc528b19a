package dev.ebpc.batch;

import dev.ebpc.code.BatchContent;
import java.lang.foreign.MemorySegment;

/**
 * Decodes one batch after the other for one profile: first {@link #readHead}, then {@link #decode}.
 * Holds working memory. Not thread-safe.
 */
public interface BatchDecoder {

  /**
   * Reads and checks the head of a batch.
   *
   * @param format how the batches of the frame are
   * @param words words of the batch
   * @param head holds the head; its checksum is right
   * @param at index of its first byte
   * @param position byte offset of the head in the frame
   * @param firstWord number of the batch's first word in the frame
   * @return bytes of the payload
   * @throws dev.ebpc.code.EbpcException if the head contradicts the header or itself, or so many
   *     words cannot come from so short a payload
   */
  int readHead(BatchFormat format, int words, byte[] head, int at, long position, long firstWord);

  /**
   * Decodes the batch whose head was read. Whatever the payload, nothing is written but the words.
   *
   * @param payload memory that holds it
   * @param at byte offset of its first byte
   * @param position byte offset of the payload in the frame
   * @param words memory that takes the words
   * @param offset byte offset of the first one
   * @throws dev.ebpc.code.EbpcException if the payload is not as it should be; the words are
   *     undefined then
   */
  void decode(MemorySegment payload, long at, long position, MemorySegment words, long offset);

  /** What the head says of the batch. */
  BatchContent content();

  /** Lets go of the caller's memory. */
  void forget();
}
