package dev.ebpc.batch;

import dev.ebpc.code.Profile;

/**
 * How one profile lays out the batches of a frame: its parameters, and how long the parts of a
 * batch are. One for each header; immutable and thread-safe.
 *
 * <p>A batch is the number of its words, a head by the profile, a checksum of these, a payload by
 * the profile, and a checksum of the words. The head tells how long the payload is.
 */
public interface BatchFormat {

  /** Where the parameters of the profile are in a frame header. */
  int PARAMETERS_AT = 14;

  /** Bytes of the parameters of the profile in a frame header. */
  int PARAMETERS_BYTES = 6;

  /** The profile. */
  Profile profile();

  /** What is common to all profiles. */
  TensorTerms terms();

  /** Writes the parameters to where they are in a header. */
  void putParameters(byte[] header);

  /** The parameters in words, for a log. */
  String describeParameters();

  /** Words of every batch but the last. */
  int batchWords();

  /** Words that tell how well the words around them can be coded, for estimates. */
  int sampleWords();

  /** Bytes at the start of the head of a batch that tell how long the head is. */
  int headStartBytes(int words);

  /**
   * Bytes of the head of a batch, whose start has been read but not checked. What is no legal start
   * has a length, too; {@link BatchDecoder#readHead} says what is wrong with it.
   *
   * @param words words of the batch
   * @param head holds its start
   * @param at index of its first byte
   */
  int headBytes(int words, byte[] head, int at);

  /** The fewest bytes that head and payload of a batch can have. */
  int leastBytes(int words);

  /** The most bytes that head and payload of a batch can have. */
  long mostBytes(int words);
}
