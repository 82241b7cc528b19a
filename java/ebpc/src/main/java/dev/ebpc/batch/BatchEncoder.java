package dev.ebpc.batch;

import java.lang.foreign.MemorySegment;

/**
 * Codes one batch after the other for one profile: first {@link #encode}, then {@link #putHead} and
 * {@link #putPayload}. Holds working memory. Not thread-safe.
 */
public interface BatchEncoder {

  /**
   * Codes the words of a batch, or decides how to.
   *
   * @param format how the batches of the frame are
   * @param words memory that holds the words, and does so until the payload is put
   * @param offset byte offset of the first one
   * @param count how many, 1 to a whole batch
   * @param firstWord number of the first one in the frame
   * @param putAtOnce whether the payload is put next by the same thread; if not, by another thread,
   *     which is to have as little work as possible
   * @return bytes of the payload
   * @throws IllegalArgumentException if a word does not fit W bits; its number is named
   */
  int encode(
      BatchFormat format,
      MemorySegment words,
      long offset,
      int count,
      long firstWord,
      boolean putAtOnce);

  /** Bytes of the head. */
  int headBytes();

  /**
   * Writes the head.
   *
   * @param record takes it
   * @param at index of its first byte
   */
  void putHead(byte[] record, int at);

  /**
   * Writes the payload, and not a byte outside of it.
   *
   * @param target memory that takes it
   * @param at byte offset of its first byte
   */
  void putPayload(MemorySegment target, long at);

  /** Lets go of the caller's memory. */
  void forget();
}
