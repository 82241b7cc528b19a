package dev.ebpc.tools.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PatternCountsTest {
  @Test
  void equallyLikelyWordsNeedTheirLogarithm() {
    int[] words = new int[1 << 14];
    for (int i = 0; i < words.length; i++) {
      words[i] = i % 4096 * 1_000_003;
    }
    PatternCounts counts = new PatternCounts(32);
    counts.add(words, words.length);
    assertEquals(12L * words.length, counts.entropyBits());
  }

  @Test
  void oneValueNeedsNothing() {
    PatternCounts counts = new PatternCounts(8);
    counts.add(new int[] {-1, 255, -1}, 3);
    assertEquals(0, counts.entropyBits());
  }
}
