package dev.ebpc.model.run;

import dev.ebpc.model.HardwareParameters;

/**
 * One transmission as a decoder gets it, in whole words.
 *
 * @param numWords N, 1 to 2^24; the port carries N-1
 * @param znz the ZNZ stream, W bits right aligned in each element
 * @param bpc the BPC stream; empty if all words are zero
 */
@SuppressWarnings("ArrayRecordComponent") // streams are handed over, not compared
public record Streams(int numWords, int[] znz, int[] bpc) {
  /**
   * Checks the number of words.
   *
   * @throws IllegalArgumentException if no transmission can have it
   */
  public Streams {
    HardwareParameters.requireWords(numWords);
  }
}
