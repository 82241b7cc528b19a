package dev.ebpc.tools.verify;

import dev.ebpc.code.CodeParameters;

/**
 * One golden vector: words and the streams that they must give.
 *
 * @param id its name in the file
 * @param parameters the parameters of the code
 * @param words the words, zero-extended
 * @param znz the ZNZ stream, zero-padded; null for the published evaluation's code, which only
 *     counts it
 * @param znzBits its exact length
 * @param bpc the BPC stream, zero-padded
 * @param bpcBits its exact length
 * @param deltaBits planes of a block in the published evaluation's code; 0 for the hardware code
 */
@SuppressWarnings("ArrayRecordComponent") // read once and looked at, never compared
record VectorCase(
    String id,
    CodeParameters parameters,
    int[] words,
    byte[] znz,
    int znzBits,
    byte[] bpc,
    int bpcBits,
    int deltaBits) {

  /** Whether it is of the published evaluation's code and not of the hardware's. */
  boolean isEvaluation() {
    return deltaBits > 0;
  }
}
