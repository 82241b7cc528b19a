package dev.ebpc.scalar;

/**
 * Decodes blocks of 8 words of 8 bits: a block is one 64-bit integer all the way.
 *
 * <p>Most symbols have 8 bits, so step 1 takes a run of them at once and then one other symbol; it
 * leaves one code byte per plane, plane 0 in the most significant lane. Steps 2 to 5 are loops over
 * many blocks with few operations each, so that C2 vectorises them.
 */
final class ByteBlockReader {
  private static final long LOW7 = 0x7F7F7F7F7F7F7F7FL;
  private static final long HIGH = 0x8080808080808080L;
  private static final int PLANES = 9;

  /** Code byte of a plane that is all ones: the raw symbol of the same plane. */
  private static final int ALL_ONES = 0xFF;

  /** Code byte of a plane whose DBP is zero; no 8-bit symbol looks like it. */
  private static final int DBP_ZERO = 0x08;

  /** A loop over the lanes of many blocks. */
  private interface Step {
    void run(ByteBlockReader blocks, int bytes);
  }

  /**
   * Called through a table so that C2 compiles each loop by itself: inlined into one method they
   * are not all vectorised, and the whole takes four times as long.
   */
  private static final Step[] STEPS = {
    ByteBlockReader::positions,
    ByteBlockReader::symbols,
    ByteBlockReader::undoXor,
    ByteBlockReader::transpose,
    ByteBlockReader::undoDeltas
  };

  /**
   * Lane at which a run of 8-bit symbols is cut: a window has 57 valid bits, 8 of which may be the
   * base, and the other symbol behind the run needs 6.
   */
  private static final long FIRST_GUARD = 0x800000L;

  private static final long NEXT_GUARD = 0x8000L;

  /**
   * Symbols that do not have 8 bits, by their first 6 bits: code byte in the most significant lane,
   * planes at bit 8, length in the low byte.
   */
  private static final long[] SHORT = makeTable();

  private final byte[] base = new byte[8 * BlockCoder.MAX_BLOCKS];
  private final byte[] codes = new byte[8 * BlockCoder.MAX_BLOCKS];
  private final byte[] planes = new byte[8 * BlockCoder.MAX_BLOCKS];

  private byte[] words;
  private int first;

  private byte[] stream;
  private int start;
  private int limit;
  private int bit;

  void begin(byte[] bytes, int from, int length) {
    stream = bytes;
    start = from;
    limit = 8 * length;
    bit = 0;
  }

  int bit() {
    return bit;
  }

  boolean decode(int blocks, byte[] values, int to) {
    if (!parse(blocks)) {
      return false;
    }
    words = values;
    first = to;
    for (Step step : STEPS) {
      step.run(this, 8 * blocks);
    }
    return true;
  }

  /** 1. Cuts the stream into bases and one code byte per plane. */
  private boolean parse(int blocks) {
    byte[] bytes = stream;
    int from = start;
    int at = bit;
    int end = limit;
    long bad = 0;
    for (int i = 0; i < 8 * blocks; i += 8) {
      if (at >= end) {
        return false;
      }
      long window = (long) Lanes.STREAM.get(bytes, from + (at >>> 3)) << (at & 7);
      Lanes.LONG.set(base, i, window >>> 56);
      at += 8;
      window <<= 8;
      long guard = FIRST_GUARD;
      long acc = 0;
      int plane = 0;
      while (true) {
        // Lanes that do not begin with 1 or 0001; their number in front, in bits.
        long other =
            ((window & 0x6060606060606060L) + 0x6060606060606060L)
                | (((window & 0x1010101010101010L) ^ 0x1010101010101010L) << 3);
        int run = Long.numberOfLeadingZeros((other & ~window & HIGH) | guard) & 0x38;
        int shift = plane << 2;
        if (run >= 72 - 2 * shift) {
          // Only 8-bit symbols to the end of the block, the sign plane's the last of them.
          acc |= window >>> shift >>> shift;
          bad |= badPosition(window >>> (2 * shift - 8) & 0xFF);
          at += 72 - 2 * shift;
          break;
        }
        long symbol = SHORT[(int) (window << run >>> 58)];
        acc |= ((window & ~(-1L >>> run)) | (symbol & 0xFFL << 56) >>> run) >>> shift >>> shift;
        plane += (run >>> 3) + ((int) symbol >>> 8);
        at += run + ((int) symbol & 0xFF);
        if (plane >= PLANES) {
          bad |= PLANES - plane;
          break;
        }
        window = (long) Lanes.STREAM.get(bytes, from + (at >>> 3)) << (at & 7);
        guard = NEXT_GUARD;
      }
      bad |= badPosition(acc);
      Lanes.LONG.set(codes, i, acc);
    }
    bit = at;
    return bad >= 0 && at <= end;
  }

  /** Position symbols that name a bit behind the plane: 00011 111, 00010 110, 00010 111. */
  private static long badPosition(long codes) {
    long wrong = codes << 3 & codes << 5 & codes << 6 & (codes << 7 | ~(codes << 4));
    return (wrong & ~codes & HIGH) != 0 ? -1 : 0;
  }

  private static long[] makeTable() {
    long[] table = new long[64];
    for (int six = 0; six < 64; six++) {
      int code = 0;
      int planes = 0;
      int length = 0; // Symbols of 8 bits: nothing is taken, the next step sees them.
      if (six >>> 4 == 0b01) {
        planes = 1;
        length = 2;
      } else if (six >>> 3 == 0b001) {
        planes = (six & 7) + 2;
        length = 6;
      } else if (six >>> 2 == 0) {
        code = six >>> 1 == 0 ? ALL_ONES : DBP_ZERO;
        planes = 1;
        length = 5;
      }
      table[six] = (long) code << 56 | planes << 8 | length;
    }
    return table;
  }

  /** 2. The planes that position symbols stand for, whatever the code byte. */
  private void positions(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long code = (long) Lanes.LONG.get(codes, i);
      long by4 = whole(code << 5 & HIGH);
      long by2 = whole(code << 6 & HIGH);
      long by1 = whole(code << 7 & HIGH);
      long single = whole(code << 4 & HIGH);
      long one = 0x4040404040404040L ^ (0x4444444444444444L & by4);
      one ^= (one ^ one >>> 2) & by2;
      one ^= (one ^ (one >>> 1 & LOW7)) & by1;
      Lanes.LONG.set(planes, i, one | (one >>> 1 & ~single));
    }
  }

  /** 3. DBX of every plane, and which planes have a zero DBP. */
  private void symbols(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long code = (long) Lanes.LONG.get(codes, i);
      long raw = whole(code & HIGH);
      long position = whole(code << 3 & ~code & HIGH);
      long zero = whole(code << 4 & ~code & ~(code << 3) & HIGH);
      long plane = (long) Lanes.LONG.get(planes, i);
      Lanes.LONG.set(codes, i, zero);
      Lanes.LONG.set(planes, i, ((code & raw) | (plane & position)) & LOW7);
    }
  }

  /** 4. DBP: XOR of all planes from the last zero DBP on. */
  private void undoXor(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) Lanes.LONG.get(planes, i);
      long stop = (long) Lanes.LONG.get(codes, i);
      x ^= x >>> 8 & ~stop;
      stop |= stop >>> 8;
      x ^= x >>> 16 & ~stop;
      stop |= stop >>> 16;
      Lanes.LONG.set(planes, i, x ^ (x >>> 32 & ~stop));
    }
  }

  /** 5. Planes to deltas in lanes 1 to 7. */
  private void transpose(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) Lanes.LONG.get(planes, i);
      long t = (x ^ (x >>> 9)) & 0x0055005500550055L;
      x ^= t ^ (t << 9);
      t = (x ^ (x >>> 18)) & 0x0000333300003333L;
      x ^= t ^ (t << 18);
      t = (x ^ (x >>> 36)) & 0x000000000F0F0F0FL;
      Lanes.LONG.set(planes, i, x ^ t ^ (t << 36));
    }
  }

  /** 6. Words: sums of the base in lane 0 and all deltas up to the word's. */
  private void undoDeltas(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) Lanes.LONG.get(planes, i) | (long) Lanes.LONG.get(base, i);
      long y = x << 8;
      x = ((x & LOW7) + (y & LOW7)) ^ ((x ^ y) & HIGH);
      y = x << 16;
      x = ((x & LOW7) + (y & LOW7)) ^ ((x ^ y) & HIGH);
      y = x << 32;
      Lanes.LONG.set(words, first + i, ((x & LOW7) + (y & LOW7)) ^ ((x ^ y) & HIGH));
    }
  }

  /** Lanes whose high bit is set become all ones. */
  private static long whole(long high) {
    return (high << 1) - (high >>> 7);
  }
}
