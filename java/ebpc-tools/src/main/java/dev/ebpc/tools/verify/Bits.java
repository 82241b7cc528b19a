package dev.ebpc.tools.verify;

import java.util.Arrays;
import java.util.Optional;

/** Compares bit streams. */
final class Bits {
  private Bits() {}

  /**
   * Finds where two zero-padded streams first differ.
   *
   * @param stream what to call them
   * @return the place in words, or empty if they are equal
   */
  static Optional<String> difference(
      String stream, byte[] expected, int expectedBits, byte[] found, int foundBits) {
    int bytes = Math.max(expected.length, found.length);
    byte[] a = Arrays.copyOf(expected, bytes);
    byte[] b = Arrays.copyOf(found, bytes);
    int at = Arrays.mismatch(a, b);
    if (at >= 0) {
      int bit = 8 * at + Integer.numberOfLeadingZeros((a[at] ^ b[at]) & 0xff) - 24;
      return Optional.of(stream + " stream differs at bit " + bit);
    }
    return expectedBits == foundBits
        ? Optional.empty()
        : Optional.of(stream + " stream has " + foundBits + " bits, expected " + expectedBits);
  }
}
