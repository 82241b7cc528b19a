package dev.ebpc.vector;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.scalar.Lanes;
import dev.ebpc.scalar.ZnzParser;

/**
 * Turns the ZNZ streams of a batch into zero/non-zero masks, several chunks in flight.
 *
 * <p>A chunk's place in its stream and in its mask is one long; one step of each chunk in turn
 * keeps the processor busy where a single chunk would wait for its next window. A table entry holds
 * the flags of all symbols that are complete within {@value #INDEX_BITS} bits. Working memory of
 * one call at a time; not thread-safe.
 */
final class FlagParser {

  /** Chunks in flight. */
  private static final int IN_FLIGHT = 8;

  private static final int INDEX_BITS = 11;

  /** Most flags of a table entry; maximum zero runs must not be longer. */
  private static final int MOST_FLAGS = 32;

  /** Table look-ups of one step: 4 times 11 bits are within the 57 bits of a window. */
  private static final int LOOKUPS = 4;

  private static final int COUNT_SHIFT = 6;
  private static final int FLAGS_SHIFT = 32;
  private static final long STOPPED = 1L << 63 | 1L << 31;
  private static final long[][] TABLES = new long[Integer.numberOfTrailingZeros(MOST_FLAGS) + 1][];

  /** Flags of all chunks, each chunk's from element {@link #start} on. */
  long[] mask = new long[0];

  private int[] starts = new int[0];

  /**
   * Element 2 k: bit of the stream (high half) and flag of the mask (low half) that chunk k in
   * flight has reached. Element 2 k + 1: the last of each from which it may take a step.
   */
  private final long[] lanes = new long[2 * IN_FLIGHT];

  private final int[] chunkOfLane = new int[IN_FLIGHT];
  private long[] alone = new long[0];

  /** Element of {@link #mask} that holds the first flags of a chunk. */
  int start(int chunk) {
    return starts[chunk];
  }

  /**
   * Reads the ZNZ streams of all chunks.
   *
   * @param batch the batch to decode
   * @return false if it is to be rejected
   */
  boolean parse(ChunkBatch batch) {
    layOut(batch);
    if (batch.parameters.maxZeroRun() > MOST_FLAGS) {
      return parseOneByOne(batch);
    }
    long[] table = table(batch.parameters.zeroRunBits());
    int active = 0;
    int next = 0;
    while (true) {
      while (active < IN_FLIGHT && next < batch.chunks) {
        begin(batch, active++, next++);
      }
      if (active == 0) {
        return true;
      }
      int lane = step(batch.znz, table, active);
      if (!finish(batch, table, chunkOfLane[lane], lanes[2 * lane])) {
        return false;
      }
      active--;
      lanes[2 * lane] = lanes[2 * active];
      lanes[2 * lane + 1] = lanes[2 * active + 1];
      chunkOfLane[lane] = chunkOfLane[active];
    }
  }

  private void layOut(ChunkBatch batch) {
    if (starts.length < batch.chunks) {
      starts = new int[batch.chunks];
    }
    int end = 0;
    for (int chunk = 0; chunk < batch.chunks; chunk++) {
      starts[chunk] = end;
      // One element more, since a step writes the one behind the last flag too.
      end += (batch.wordCount[chunk] + 63 >>> 6) + 1;
    }
    if (mask.length < end) {
      mask = new long[end];
    }
  }

  private void begin(ChunkBatch batch, int lane, int chunk) {
    int words = batch.wordCount[chunk];
    long bit = 8L * batch.znzStart[chunk];
    long flag = 64L * starts[chunk];
    mask[starts[chunk]] = 0;
    chunkOfLane[lane] = chunk;
    lanes[2 * lane] = bit << 32 | flag;
    long lastBit = bit + 8L * batch.znzBytes[chunk];
    long lastFlag = flag + Math.max(words - LOOKUPS * MOST_FLAGS, 0);
    lanes[2 * lane + 1] = lastBit << 32 | lastFlag;
  }

  /** Takes steps of all lanes in turn until one may not go on; returns its number. */
  private int step(byte[] stream, long[] table, int active) {
    long[] state = lanes;
    long[] flags = mask;
    while (true) {
      for (int lane = 0; lane < active; lane++) {
        long now = state[2 * lane];
        if (((state[2 * lane + 1] - now) & STOPPED) != 0) {
          return lane;
        }
        int bit = (int) (now >>> 32);
        int flag = (int) now;
        long window = (long) Lanes.STREAM.get(stream, bit >>> 3) << (bit & 7);
        long one = table[(int) (window >>> (64 - INDEX_BITS))];
        window <<= one;
        long two = table[(int) (window >>> (64 - INDEX_BITS))];
        window <<= two;
        long ones = one >>> FLAGS_SHIFT | two >>> FLAGS_SHIFT << (one >>> COUNT_SHIFT);
        int both = (int) (one + two);
        flags[flag >>> 6] |= ones << flag;
        flags[(flag >>> 6) + 1] = ones >>> 1 >>> ~flag;
        flag += both >>> COUNT_SHIFT;
        bit += both & 63;
        one = table[(int) (window >>> (64 - INDEX_BITS))];
        window <<= one;
        two = table[(int) (window >>> (64 - INDEX_BITS))];
        ones = one >>> FLAGS_SHIFT | two >>> FLAGS_SHIFT << (one >>> COUNT_SHIFT);
        both = (int) (one + two);
        flags[flag >>> 6] |= ones << flag;
        flags[(flag >>> 6) + 1] = ones >>> 1 >>> ~flag;
        flag += both >>> COUNT_SHIFT;
        bit += both & 63;
        state[2 * lane] = (long) bit << 32 | flag;
      }
    }
  }

  /** Reads the last flags of a chunk one look-up and then one symbol at a time. */
  private boolean finish(ChunkBatch batch, long[] table, int chunk, long state) {
    byte[] stream = batch.znz;
    int runBits = batch.parameters.zeroRunBits();
    int bit = (int) (state >>> 32);
    int flag = (int) state;
    int firstBit = 8 * batch.znzStart[chunk];
    int lastBit = firstBit + 8 * batch.znzBytes[chunk];
    int end = 64 * starts[chunk] + batch.wordCount[chunk];
    while (flag < end) {
      if (bit > lastBit) {
        return false;
      }
      long window = (long) Lanes.STREAM.get(stream, bit >>> 3) << (bit & 7);
      long entry = table[(int) (window >>> (64 - INDEX_BITS))];
      if (end - flag < MOST_FLAGS) {
        boolean one = window < 0;
        int run = one ? 1 : (int) (window >>> (63 - runBits)) + 1;
        if (run > end - flag) {
          return false;
        }
        entry = (one ? 1L << FLAGS_SHIFT : 0) | run << COUNT_SHIFT | (one ? 1 : 1 + runBits);
      }
      long ones = entry >>> FLAGS_SHIFT;
      mask[flag >>> 6] |= ones << flag;
      mask[(flag >>> 6) + 1] = ones >>> 1 >>> ~flag;
      flag += (int) entry >>> COUNT_SHIFT;
      bit += (int) entry & 63;
    }
    return bit <= lastBit && batch.streamBytes(bit - firstBit) == batch.znzBytes[chunk];
  }

  private boolean parseOneByOne(ChunkBatch batch) {
    CodeParameters code = batch.parameters;
    for (int chunk = 0; chunk < batch.chunks; chunk++) {
      int words = batch.wordCount[chunk];
      int parts = words + 63 >>> 6;
      if (alone.length < parts) {
        alone = new long[parts];
      }
      int bytes = batch.znzBytes[chunk];
      long bits = ZnzParser.parse(code, batch.znz, batch.znzStart[chunk], bytes, words, alone);
      if (bits < 0 || batch.streamBytes(bits) != bytes) {
        return false;
      }
      System.arraycopy(alone, 0, mask, starts[chunk], parts);
    }
    return true;
  }

  private static long[] table(int runBits) {
    long[] table = TABLES[runBits];
    if (table == null) {
      table = makeTable(runBits);
      TABLES[runBits] = table; // Racing threads make equal tables.
    }
    return table;
  }

  /** Entry: bits used in the low 6, above them the number of flags; flags from bit 32 on. */
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
      table[index] = flags << FLAGS_SHIFT | (long) count << COUNT_SHIFT | used;
    }
    return table;
  }
}
