package dev.ebpc.scalar;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.ZnzReader;
import java.util.Arrays;

/**
 * Turns a ZNZ stream into the zero/non-zero mask, several symbols at a time.
 *
 * <p>A table entry holds the flags of all symbols that are complete within {@value #INDEX_BITS}
 * bits: up to {@value #FLAG_BITS} flags that may be ones, how many flags in all, and the bits used.
 */
final class ZnzParser {
  private static final int INDEX_BITS = 11;
  private static final int FLAG_BITS = 40;
  private static final int COUNT_SHIFT = 40;
  private static final int USED_SHIFT = 56;
  private static final long[][] TABLES = new long[9][];

  private ZnzParser() {}

  /**
   * Reads a whole stream.
   *
   * @param parameters the parameters of the code
   * @param stream bytes with 8 or more readable ones behind the stream
   * @param start index of the stream's first byte
   * @param bytes length of the stream
   * @param words words that it stands for
   * @param mask receives one bit per word; zero behind the last one
   * @return bits that were read, or -1 if the stream is to be rejected
   */
  static long parse(
      CodeParameters parameters, byte[] stream, int start, int bytes, int words, long[] mask) {
    long[] table = table(parameters.zeroRunBits());
    // No entry of the table stands for more flags than this.
    int mostFlags = 2 * parameters.maxZeroRun() + INDEX_BITS;
    int lastStart = words - mostFlags;
    int limit = 8 * bytes;
    int bit = 0;
    int word = 0;
    int part = 0;
    long flags = 0;
    int fill = 0;
    while (word <= lastStart && bit < limit) {
      long window = (long) Lanes.STREAM.get(stream, start + (bit >>> 3)) << (bit & 7);
      long entry = table[(int) (window >>> (64 - INDEX_BITS))];
      long ones = entry & (1L << FLAG_BITS) - 1;
      int count = (int) (entry >>> COUNT_SHIFT) & 0xFFFF;
      bit += (int) (entry >>> USED_SHIFT);
      word += count;
      flags |= ones << fill;
      int before = fill;
      fill += count;
      if (fill >= 64) {
        mask[part++] = flags;
        flags = before == 0 ? 0 : ones >>> (64 - before);
        fill -= 64;
        while (fill >= 64) {
          mask[part++] = flags;
          flags = 0;
          fill -= 64;
        }
      }
    }
    if (bit > limit) {
      return -1;
    }
    int parts = (words + 63) >>> 6;
    if (part < parts) {
      mask[part++] = flags;
      Arrays.fill(mask, part, parts, 0);
    }
    try {
      return ZnzReader.readTail(parameters, stream, start, bytes, bit, words, mask, word, 0);
    } catch (EbpcException bad) {
      return -1; // The caller finds out what it is, the same way for every engine.
    }
  }

  private static long[] table(int runBits) {
    long[] table = TABLES[runBits];
    if (table == null) {
      table = makeTable(runBits);
      TABLES[runBits] = table; // Racing threads make equal tables.
    }
    return table;
  }

  private static long[] makeTable(int runBits) {
    long[] table = new long[1 << INDEX_BITS];
    for (int index = 0; index < table.length; index++) {
      long flags = 0;
      int count = 0;
      int used = 0;
      while (used < INDEX_BITS) {
        int left = INDEX_BITS - used;
        boolean one = (index >>> (left - 1) & 1) == 1;
        int length = one ? 1 : 1 + runBits;
        if (length > left || (one && count >= FLAG_BITS)) {
          break;
        }
        if (one) {
          flags |= 1L << count++;
        } else {
          count += (index >>> (left - length) & ((1 << runBits) - 1)) + 1;
        }
        used += length;
      }
      table[index] = (long) used << USED_SHIFT | (long) count << COUNT_SHIFT | flags;
    }
    return table;
  }
}
