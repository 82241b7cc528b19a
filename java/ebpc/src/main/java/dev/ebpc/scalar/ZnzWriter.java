package dev.ebpc.scalar;

import dev.ebpc.code.BitWriter;

/**
 * Codes the zero/non-zero mask as ZNZ symbols, tile by tile of one chunk.
 *
 * <p>Maximum runs up to 16 take a table that gives the symbols of 8 flags for every number of
 * pending zeros; longer ones go from run to run of the mask. Not thread-safe.
 */
final class ZnzWriter {
  private static final int TABLE_MAX_RUN = 16;
  private static final int[][] TABLES = new int[Integer.numberOfTrailingZeros(TABLE_MAX_RUN) + 1][];

  private final BitWriter out;
  private int runBits;
  private int maxRun;
  private int pending;

  ZnzWriter(BitWriter out) {
    this.out = out;
  }

  void begin(int zeroRunBits) {
    runBits = zeroRunBits;
    maxRun = 1 << zeroRunBits;
    pending = 0;
  }

  /**
   * Codes the flags of a tile. All tiles of a chunk but the last have a multiple of 64 words.
   *
   * @param mask one bit per word, zero behind the last word
   * @param words flags to code
   */
  void write(long[] mask, int words) {
    int whole = words & ~63;
    if (maxRun <= TABLE_MAX_RUN) {
      writeByTable(mask, whole >>> 6);
    } else {
      writeByRuns(mask, 0, whole);
    }
    writeByRuns(mask, whole, words);
  }

  /** Ends the last run of the chunk. */
  void end() {
    if (pending > 0) {
      out.put(pending - 1, 1 + runBits);
      pending = 0;
    }
  }

  private void writeByTable(long[] mask, int parts) {
    int[] table = table(runBits);
    int last = maxRun - 1;
    int zeros = pending;
    byte[] bytes = out.bytes;
    int at = out.at;
    long buffer = out.buffer;
    int fill = out.fill;
    for (int part = 0; part < parts; part++) {
      long flags = mask[part];
      for (int pair = 0; pair < 4; pair++) {
        // 1. Symbols of 16 flags, 8 at a time: 24 bits of code above 8 bits of length.
        int first = (int) flags & 0xFF;
        int one = table[zeros << 8 | first];
        zeros = (first == 0 ? zeros + 8 : Integer.numberOfLeadingZeros(first << 24)) & last;
        int second = (int) (flags >>> 8) & 0xFF;
        int two = table[zeros << 8 | second];
        zeros = (second == 0 ? zeros + 8 : Integer.numberOfLeadingZeros(second << 24)) & last;
        flags >>>= 16;
        int twoLength = two & 0xFF;
        int length = (one & 0xFF) + twoLength;
        long code = (long) (one >>> 8) << twoLength | two >>> 8;
        // 2. Append them: the buffer is stored each time, but moves on only when it is full.
        long aligned = code << -length;
        aligned = length == 0 ? 0 : aligned;
        buffer |= aligned >>> fill;
        Lanes.STREAM.set(bytes, at, buffer);
        long rest = aligned << 1 << (63 - fill);
        fill += length;
        int full = fill >>> 6;
        buffer = full == 0 ? buffer : rest;
        at += full << 3;
        fill &= 63;
      }
    }
    pending = zeros;
    out.at = at;
    out.buffer = buffer;
    out.fill = fill;
  }

  private void writeByRuns(long[] mask, int from, int to) {
    int word = from;
    while (word < to) {
      long flags = mask[word >>> 6] >>> word;
      int left = Math.min(64 - (word & 63), to - word);
      int zeros = Math.min(Long.numberOfTrailingZeros(flags), left);
      if (zeros > 0) {
        addZeros(zeros);
        word += zeros;
        continue;
      }
      end();
      int ones = Math.min(Long.numberOfTrailingZeros(~flags), left);
      out.put(-1L >>> (64 - ones), ones);
      word += ones;
    }
  }

  private void addZeros(int zeros) {
    pending += zeros;
    while (pending >= maxRun) {
      out.put(maxRun - 1, 1 + runBits);
      pending -= maxRun;
    }
  }

  private static int[] table(int runBits) {
    int[] table = TABLES[runBits];
    if (table == null) {
      table = makeTable(runBits);
      TABLES[runBits] = table; // Racing threads make equal tables.
    }
    return table;
  }

  /** Entry [pending zeros, 8 flags]: their symbols, right-aligned, above 8 bits of length. */
  private static int[] makeTable(int runBits) {
    int maxRun = 1 << runBits;
    int[] table = new int[maxRun << 8];
    for (int index = 0; index < table.length; index++) {
      int zeros = index >>> 8;
      int code = 0;
      int length = 0;
      for (int i = 0; i < 8; i++) {
        boolean one = (index >>> i & 1) == 1;
        zeros += one ? 0 : 1;
        if (zeros == maxRun || (one && zeros > 0)) {
          code = code << (1 + runBits) | (zeros - 1);
          length += 1 + runBits;
          zeros = 0;
        }
        if (one) {
          code = code << 1 | 1;
          length++;
        }
      }
      table[index] = code << 8 | length;
    }
    return table;
  }
}
