package dev.ebpc.tools.evaluation;

import java.util.Arrays;

/**
 * How often each bit pattern occurs in a tensor, for its order-0 entropy. A table for words of up
 * to 16 bits, a hash table that grows with what is found for wider ones. Not thread-safe.
 */
final class PatternCounts {
  private static final int TABLE_BITS = 16;
  private static final int HASH_MULTIPLIER = 0x9E3779B9;

  private final int wordBits;
  private int[] patterns;
  private long[] counts;
  private int distinct;
  private long words;

  PatternCounts(int wordBits) {
    this.wordBits = wordBits;
    boolean table = wordBits <= TABLE_BITS;
    counts = new long[1 << (table ? wordBits : 10)];
    patterns = table ? null : new int[counts.length];
  }

  /** Counts words, of which the low W bits count. */
  void add(int[] tile, int count) {
    words += count;
    int unused = 32 - wordBits;
    for (int i = 0; i < count; i++) {
      int pattern = tile[i] << unused >>> unused;
      if (patterns == null) {
        counts[pattern]++;
      } else {
        addHashed(pattern);
      }
    }
  }

  private void addHashed(int pattern) {
    int slot = slotOf(pattern);
    if (counts[slot]++ == 0) {
      patterns[slot] = pattern;
      if (++distinct > counts.length / 2) {
        grow();
      }
    }
  }

  private int slotOf(int pattern) {
    int mask = counts.length - 1;
    int slot = (pattern * HASH_MULTIPLIER) >>> Integer.numberOfLeadingZeros(mask);
    while (counts[slot] != 0 && patterns[slot] != pattern) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldPatterns = patterns;
    long[] oldCounts = counts;
    patterns = new int[2 * oldPatterns.length];
    counts = new long[2 * oldCounts.length];
    for (int i = 0; i < oldCounts.length; i++) {
      if (oldCounts[i] != 0) {
        int slot = slotOf(oldPatterns[i]);
        patterns[slot] = oldPatterns[i];
        counts[slot] = oldCounts[i];
      }
    }
  }

  /** Words times the order-0 entropy of their patterns, rounded to whole bits. */
  long entropyBits() {
    double bits = 0;
    // Sorted, so that the sum does not depend on where the hash put what.
    long[] sorted = counts.clone();
    Arrays.sort(sorted);
    for (long count : sorted) {
      if (count > 0) {
        bits -= count * (Math.log((double) count / words) / Math.log(2));
      }
    }
    return Math.round(bits);
  }
}
