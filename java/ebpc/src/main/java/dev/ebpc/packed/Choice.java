package dev.ebpc.packed;

import dev.ebpc.packed.steps.Lanes;
import dev.ebpc.packed.steps.PackedSteps;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Chooses how a batch is coded, by exact costs of a sample of its words, so that every engine
 * chooses alike.
 *
 * <p>Holds working memory. Not thread-safe.
 */
final class Choice {

  /** Most bytes of a sample. */
  private static final int SAMPLE_BYTES = 1024;

  private static final int RUNS = 64;

  /** Counters of each value, in turn: one would be waited for where one value is common. */
  private static final int COUNTERS = 4;

  /** What a choice says: store the words, or code them in the manner that was noted. */
  enum Verdict {
    STORE,
    CODE
  }

  private final byte[] sample = new byte[SAMPLE_BYTES + PackedFormat.SLACK];
  private final byte[] words = new byte[SAMPLE_BYTES + PackedFormat.SLACK];
  private final byte[] kept = new byte[SAMPLE_BYTES + PackedFormat.SLACK];
  private final byte[] values = new byte[SAMPLE_BYTES + PackedFormat.SLACK];
  private final byte[] flags = new byte[SAMPLE_BYTES / 8 + PackedFormat.SLACK];
  private final int[] histogram = new int[COUNTERS * 256];
  private final PackedSteps steps;

  private int size;
  private int base;
  private boolean uniform;
  private int reference;

  /** Takes an engine's steps. */
  Choice(PackedSteps steps) {
    this.steps = steps;
  }

  /** Whether all words of the sample are the base. */
  boolean uniform() {
    return uniform;
  }

  /**
   * Chooses.
   *
   * @param lanes the words' format, and arithmetic on them
   * @param memory holds the words
   * @param from byte offset of the first
   * @param count how many
   * @param head receives whether there are flags ({@link BatchHead#BITMAP} stands for any), fold,
   *     base and reference
   */
  Verdict choose(WordLanes lanes, MemorySegment memory, long from, int count, BatchHead head) {
    PackedFormat format = lanes.format();
    gather(format, memory, from, count);
    findBase(format);
    int least = size * format.laneBits();
    Verdict verdict = Verdict.STORE;
    // In one column and without negative differences folding can only cost more: it doubles every
    // value. In several it may not, as a lower byte may become smaller.
    int options = format.wordBits() > 8 || format.floating() || hasNegative(lanes) ? 4 : 2;
    for (int option = 0; option < options; option++) {
      boolean flagged = (option & 1) != 0;
      boolean folded = (option & 2) != 0;
      int cost =
          format.floating()
              ? costOfFloats(lanes, flagged, folded)
              : costOfIntegers(lanes, flagged, folded);
      if (cost < least) {
        least = cost;
        verdict = Verdict.CODE;
        head.flags = flagged ? BatchHead.BITMAP : BatchHead.NO_FLAGS;
        head.folded = folded;
        head.reference = format.floating() ? reference : 0;
        head.base = format.floating() && !flagged ? 0 : format.extended(base);
      }
    }
    return verdict;
  }

  /** All words, or 64 runs of 16 bytes spread evenly. */
  private void gather(PackedFormat format, MemorySegment memory, long from, int count) {
    int wordBytes = format.containerBytes();
    int bytes = count * wordBytes;
    if (bytes <= SAMPLE_BYTES) {
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, from, sample, 0, bytes);
    } else {
      int run = SAMPLE_BYTES / RUNS;
      for (int i = 0; i < RUNS; i++) {
        long at = from + (long) (count - run / wordBytes) * i / (RUNS - 1) * wordBytes;
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, sample, run * i, run);
      }
      bytes = SAMPLE_BYTES;
    }
    size = bytes / wordBytes;
  }

  /**
   * The commonest word, digit by digit from the lowest byte; of equals the smallest. A rare one is
   * no better than zero where words are wider than a byte.
   */
  private void findBase(PackedFormat format) {
    base = 0;
    int known = 0;
    int most = size;
    for (int shift = 0; shift < format.wordBits(); shift += 8) {
      int digit = 0xFF << shift & format.wordMask();
      Arrays.fill(histogram, 0);
      int end = size * format.containerBytes();
      if (format.containerBytes() == 1) {
        countBytes(sample, end, digit);
      } else {
        countDigits(end, format.containerBytes(), known, digit, shift);
      }
      addCounters();
      // The greatest is the commonest, of equals the smallest.
      int greatest = 0;
      for (int value = 0; value < 256; value++) {
        greatest = Math.max(greatest, histogram[value] << 8 | (255 - value));
      }
      most = greatest >>> 8;
      base |= (~greatest & 0xFF) << shift;
      known |= digit;
    }
    uniform = most == size;
    if (format.wordBits() > 8 && 32 * most < size) {
      base = 0;
    }
  }

  /** Counts bytes, of which only some bits matter. */
  private void countBytes(byte[] bytes, int end, int mask) {
    long masks = mask * Lanes.ONES;
    int whole = end & ~7;
    for (int at = 0; at < whole; at += 8) {
      long x = (long) Lanes.LONG.get(bytes, at) & masks;
      histogram[(int) x & 0xFF]++;
      histogram[256 | ((int) x >>> 8 & 0xFF)]++;
      histogram[512 | ((int) x >>> 16 & 0xFF)]++;
      histogram[768 | (int) x >>> 24]++;
      int high = (int) (x >>> 32);
      histogram[high & 0xFF]++;
      histogram[256 | (high >>> 8 & 0xFF)]++;
      histogram[512 | (high >>> 16 & 0xFF)]++;
      histogram[768 | high >>> 24]++;
    }
    for (int at = whole; at < end; at++) {
      histogram[bytes[at] & mask]++;
    }
  }

  /** Counts the digits of words that are the base as far as it is known. */
  private void countDigits(int end, int wordBytes, int known, int digit, int shift) {
    int turn = 0;
    for (int at = 0; at < end; at += wordBytes) {
      int word = (int) Lanes.INT.get(sample, at);
      if ((word & known) == base) {
        histogram[turn | (word & digit) >>> shift]++;
      }
      turn = (turn + 256) & (256 * COUNTERS - 1);
    }
  }

  /** Brings the counters of each value together in the first. */
  private void addCounters() {
    for (int value = 0; value < 256; value++) {
      histogram[value] += histogram[value + 256] + histogram[value + 512] + histogram[value + 768];
    }
  }

  private boolean hasNegative(WordLanes lanes) {
    int bytes = pad(lanes.format(), sample, words);
    lanes.subtractBase(words, bytes, base);
    zeroPad(words, size * lanes.format().containerBytes());
    return lanes.hasNegative(words, bytes);
  }

  private int costOfIntegers(WordLanes lanes, boolean flagged, boolean folded) {
    PackedFormat format = lanes.format();
    int bytes = pad(format, sample, words);
    lanes.subtractBase(words, bytes, base);
    if (folded) {
      lanes.fold(words, bytes);
    }
    int count = size;
    int cost = 0;
    byte[] from = words;
    if (flagged) {
      zeroPad(words, size * format.containerBytes());
      count = keep(format);
      cost = 3 * size / 4;
      lanes.decrement(kept, 0, count * format.containerBytes());
      from = kept;
    }
    for (int column = 0; column < format.columns(); column++) {
      take(format, folded, column, from, count);
      zeroPad(values, count);
      cost += steps.estimate(values, count);
    }
    return cost;
  }

  private int costOfFloats(WordLanes lanes, boolean flagged, boolean folded) {
    PackedFormat format = lanes.format();
    int bytes = pad(format, sample, words);
    int count = size;
    int cost = 0;
    byte[] from = words;
    if (flagged) {
      lanes.xorBase(words, bytes, base);
      zeroPad(words, size * format.containerBytes());
      count = keep(format);
      cost = 3 * size / 4;
      lanes.xorBase(kept, (count * format.containerBytes() + 7) & ~7, base);
      from = kept;
    }
    take(format, folded, 0, from, count);
    if (format.containerBytes() == 1 && folded) {
      WordLanes.rotateLeft(values, (count + 7) & ~7);
    }
    reference = reference(count);
    WordLanes.subtractFrom(values, (count + 7) & ~7, reference);
    zeroPad(values, count);
    return cost + 8 * format.restBytes() * count + steps.estimate(values, count);
  }

  /** The smallest field that at most a 64th of the fields exceed. */
  private int reference(int count) {
    Arrays.fill(histogram, 0);
    countBytes(values, count, 0xFF);
    addCounters();
    int field = 255;
    int above = histogram[255];
    while (field > 0 && above <= count / 64) {
      above += histogram[--field];
    }
    return field;
  }

  private void take(PackedFormat format, boolean folded, int column, byte[] from, int count) {
    int wordBytes = format.containerBytes();
    if (wordBytes == 1) {
      System.arraycopy(from, 0, values, 0, count);
    } else {
      steps.takeColumn(from, wordBytes, format.shift(column, folded), count, values, 0);
    }
  }

  private int keep(PackedFormat format) {
    int end = steps.split(words, size, format.containerBytes(), flags, 0, kept, 0);
    return end / format.containerBytes();
  }

  private int pad(PackedFormat format, byte[] from, byte[] to) {
    int bytes = size * format.containerBytes();
    System.arraycopy(from, 0, to, 0, bytes);
    return (bytes + 7) & ~7;
  }

  /** Zeros from an index to the end of the array. */
  private static void zeroPad(byte[] bytes, int from) {
    Arrays.fill(bytes, from, Math.min(bytes.length, from + PackedFormat.SLACK), (byte) 0);
  }
}
