package dev.ebpc.scalar;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.ZnzReader;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Turns a ZNZ stream into the zero/non-zero mask, several symbols at a time.
 *
 * <p>A table entry holds the flags of all symbols that are complete within {@value #INDEX_BITS}
 * bits and {@value #MOST_FLAGS} flags, how many flags they are, and the bits used. It is empty
 * where the first symbol is a longer run; that is then taken by itself.
 */
public final class ZnzParser {
  private static final int INDEX_BITS = 11;

  /** Table look-ups per window of 57 bits. */
  private static final int LOOKUPS = 5;

  private static final int MOST_FLAGS = 40;
  private static final int COUNT_SHIFT = 40;
  private static final int USED_SHIFT = 56;

  /** Made when first needed, and handed to other threads only once complete. */
  private static final AtomicReferenceArray<long[]> TABLES = new AtomicReferenceArray<>(9);

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
  public static long parse(
      CodeParameters parameters, byte[] stream, int start, int bytes, int words, long[] mask) {
    int runBits = parameters.zeroRunBits();
    long[] table = table(runBits);
    int limit = 8 * bytes;
    int bit = 0;
    int word = 0;
    int part = 0;
    long flags = 0;
    int fill = 0;
    while (words - word >= MOST_FLAGS && bit < limit) {
      long window = (long) Lanes.STREAM.get(stream, start + (bit >>> 3)) << (bit & 7);
      int before = bit;
      for (int left = Math.min((words - word) / MOST_FLAGS, LOOKUPS); left > 0; left--) {
        long entry = table[(int) (window >>> (64 - INDEX_BITS))];
        int used = (int) (entry >>> USED_SHIFT);
        int count = (int) (entry >>> COUNT_SHIFT) & 0xFF;
        long ones = entry & (1L << COUNT_SHIFT) - 1;
        window <<= used;
        bit += used;
        word += count;
        // The flags are stored each time, but the place moves on only when 64 are full.
        flags |= ones << fill;
        mask[part] = flags;
        long rest = ones >>> 1 >>> (63 - fill);
        fill += count;
        int full = fill >>> 6;
        flags += (rest - flags) & -full;
        part += full;
        fill &= 63;
      }
      if (bit == before) {
        // A run longer than a table entry can hold.
        int run = (int) (window >>> (63 - runBits)) + 1;
        if (run > words - word) {
          return -1;
        }
        bit += 1 + runBits;
        word += run;
        fill += run;
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
    long[] table = TABLES.get(runBits);
    if (table == null) {
      table = makeTable(runBits);
      TABLES.set(runBits, table); // Racing threads make equal tables.
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
        int run = one ? 1 : (index >>> Math.max(left - length, 0) & ((1 << runBits) - 1)) + 1;
        if (length > left || count + run > MOST_FLAGS) {
          break;
        }
        flags |= one ? 1L << count : 0;
        count += run;
        used += length;
      }
      table[index] = (long) used << USED_SHIFT | (long) count << COUNT_SHIFT | flags;
    }
    return table;
  }
}
