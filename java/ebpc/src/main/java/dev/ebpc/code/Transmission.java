package dev.ebpc.code;

/**
 * One transmission as the hardware sends it: a ZNZ stream and a BPC stream coded together.
 *
 * <p>Byte i of a stream holds its bits 8i to 8i+7, the first bit in the most significant place.
 * Both arrays are zero-padded to whole W-bit words, then to bytes.
 *
 * @param parameters the parameters of the code
 * @param words N, words that were coded, 1 to 2^24
 * @param nonZeros non-zero words among them
 * @param znz the ZNZ stream, padded
 * @param znzBits its exact length before padding
 * @param bpc the BPC stream, padded; empty if there is no non-zero word
 * @param bpcBits its exact length before padding
 */
@SuppressWarnings("ArrayRecordComponent") // streams are handed over, not compared
public record Transmission(
    CodeParameters parameters,
    int words,
    int nonZeros,
    byte[] znz,
    int znzBits,
    byte[] bpc,
    int bpcBits) {

  /** Most words of one transmission: the hardware counts them in 24 bits. */
  public static final int MAX_WORDS = 1 << 24;

  /**
   * Bytes of a bare hardware stream: its bits padded to W-bit words, then to bytes.
   *
   * @param bits exact length of the stream
   * @param wordBits W
   * @return bytes
   */
  public static long paddedBytes(long bits, int wordBits) {
    return ((bits + wordBits - 1) / wordBits * wordBits + 7) / 8;
  }
}
