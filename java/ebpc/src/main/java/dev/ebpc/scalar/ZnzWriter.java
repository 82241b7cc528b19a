package dev.ebpc.scalar;

import dev.ebpc.code.BitWriter;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Codes the zero/non-zero mask as ZNZ symbols, tile by tile of one chunk.
 *
 * <p>Maximum runs up to 16 take a table that gives the symbols of 8 flags for every number of
 * pending zeros; longer ones go from run to run of the mask. Not thread-safe.
 */
public final class ZnzWriter {
  private static final int TABLE_MAX_RUN = 16;

  /** Made when first needed, and handed to other threads only once complete. */
  private static final AtomicReferenceArray<int[]> TABLES =
      new AtomicReferenceArray<>(Integer.numberOfTrailingZeros(TABLE_MAX_RUN) + 1);

  private static final int PIECES_OF_PART = 4;

  private final BitWriter out;
  private final BitPieces pieces = new BitPieces(PIECES_OF_PART * Tile.WORDS / 64);
  private int runBits;
  private int maxRun;
  private int pending;

  /** Makes a writer that appends to a stream. */
  public ZnzWriter(BitWriter out) {
    this.out = out;
  }

  /** Begins a chunk. */
  public void begin(int zeroRunBits) {
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
  public void write(long[] mask, int words) {
    int whole = words & ~63;
    if (maxRun <= TABLE_MAX_RUN) {
      writeByTable(mask, whole >>> 6);
    } else {
      writeByRuns(mask, 0, whole);
    }
    writeByRuns(mask, whole, words);
  }

  /** Ends the last run of the chunk. */
  public void end() {
    if (pending > 0) {
      out.put(pending - 1, 1 + runBits);
      pending = 0;
    }
  }

  private void writeByTable(long[] mask, int parts) {
    pending = symbols(mask, parts, pending);
    pieces.appendTo(out, PIECES_OF_PART * parts);
  }

  /** Makes one piece of the symbols of 16 flags; returns the zeros that are pending behind. */
  private int symbols(long[] mask, int parts, int zeros) {
    int[] table = table(runBits);
    long[] made = pieces.pieces;
    int last = maxRun - 1;
    // The latest flags at the top, a one in front of the pending zeros. Runs are closed at every
    // multiple of the maximum, so that 16 more zeros leave as many pending as there were.
    int before = 0x8000 >>> zeros;
    for (int part = 0; part < parts; part++) {
      long waiting = mask[part];
      for (int i = 0; i < PIECES_OF_PART; i++) {
        int flags = (int) waiting & 0xFFFF;
        waiting >>>= 16;
        // Each look-up gives the symbols of 8 flags: 24 bits of code above 8 bits of length.
        int zerosBefore = Integer.numberOfLeadingZeros(before << 16) & last;
        int one = table[zerosBefore << 8 | (flags & 0xFF)];
        int zerosBetween = Integer.numberOfLeadingZeros((before | flags << 16) << 8) & last;
        int two = table[zerosBetween << 8 | flags >>> 8];
        before = flags == 0 ? before : flags;
        int length = (one + two) & 0xFF;
        long code = (long) (one >>> 8) << two | two >>> 8;
        made[PIECES_OF_PART * part + i] = code << -length | length;
      }
    }
    return Integer.numberOfLeadingZeros(before << 16) & last;
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
    int[] table = TABLES.get(runBits);
    if (table == null) {
      table = makeTable(runBits);
      TABLES.set(runBits, table); // Racing threads make equal tables.
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
