package dev.ebpc.model.run;

import dev.ebpc.model.HardwareParameters;

/** Checks of word arrays. */
final class Words {
  private Words() {}

  static void requireWidth(int[] words, HardwareParameters parameters) {
    int excess = ~parameters.wordMask();
    for (int i = 0; i < words.length; i++) {
      if ((words[i] & excess) != 0) {
        throw new IllegalArgumentException(
            "word "
                + i
                + " has more than "
                + parameters.wordBits()
                + " bits: 0x"
                + Integer.toHexString(words[i]));
      }
    }
  }
}
