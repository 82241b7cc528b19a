package dev.ebpc.model.run;

import java.util.List;

/**
 * A producer: presents the words of several transmissions one after the other, each when its stall
 * pattern allows it, and holds it until it is taken.
 */
final class WordSource {
  private final List<int[]> transmissions;
  private final StallPattern pattern;

  private int transmission;
  private int index;
  private int[] words;
  private boolean holds;
  private int released;

  WordSource(List<int[]> transmissions, StallPattern pattern) {
    this.transmissions = transmissions;
    this.pattern = pattern;
    words = transmissions.isEmpty() ? new int[0] : transmissions.get(0);
    skipEmpty();
  }

  /** Allows one more transmission to be presented. */
  void release() {
    released++;
  }

  /** Whether a word is presented in this cycle. */
  boolean vld(int cycle) {
    holds = holds || (transmission < released && !exhausted() && pattern.at(cycle));
    return holds;
  }

  /** Whether a word is presented, as settled by {@link #vld}. */
  boolean presents() {
    return holds;
  }

  int word() {
    return holds ? words[index] : 0;
  }

  boolean last() {
    return holds && index == words.length - 1;
  }

  /** The word presented was taken. */
  void taken() {
    holds = false;
    index++;
    skipEmpty();
  }

  private void skipEmpty() {
    while (!exhausted() && index == words.length) {
      transmission++;
      index = 0;
      words = exhausted() ? words : transmissions.get(transmission);
    }
  }

  /** Every word was taken. */
  boolean exhausted() {
    return transmission == transmissions.size();
  }
}
