package dev.ebpc.scalar;

/**
 * Turns planes of many blocks of 8 words into symbols, a byte lane per plane.
 *
 * <p>A block of W = 8 words is one 64-bit integer; of wider words it is several, one for every 8
 * bits of the words, those of all blocks for the lowest bits first, then for the next ones. On the
 * way in a lane is a word (lane 0 the base), on the way out it is a plane, plane 0 in the most
 * significant lane.
 *
 * <p>Each step is a loop with few operations, so that C2 vectorises it; in one loop they would be
 * five times slower. They are called through a table so that each is compiled by itself: inlined
 * into one method they are not all vectorised.
 */
final class SymbolLanes {
  private static final long ONES = Lanes.ONES;
  private static final long HIGH = Lanes.HIGH;
  private static final long LOW7 = Lanes.LOW7;

  /** What a 5-bit symbol lacks to 8 bits. */
  private static final long LAST3 = 0x0707070707070707L;

  private interface Step {
    void run(SymbolLanes lanes, int bytes);
  }

  private static final Step[] STEPS = {
    SymbolLanes::transpose,
    SymbolLanes::positions,
    SymbolLanes::raw,
    SymbolLanes::undoXor,
    SymbolLanes::carry,
    SymbolLanes::lengths,
    SymbolLanes::shortSymbols
  };

  /** Deltas, each bit XORed with its less significant neighbour; from step 1 on DBX planes. */
  final byte[] dbx;

  /** Symbols, left-aligned in their lanes; 0 for zero planes. */
  final byte[] code;

  /** Ones where a symbol has bits; 0 for zero planes. */
  final byte[] length;

  private final byte[] dbp;
  private int part;

  SymbolLanes(int parts) {
    dbx = new byte[8 * BlockCoder.MAX_BLOCKS * parts];
    code = new byte[dbx.length];
    length = new byte[dbx.length];
    dbp = new byte[dbx.length];
  }

  /**
   * Runs all steps.
   *
   * @param bytes of {@link #dbx} that are in use
   * @param partBytes how many of them belong to the same 8 bits of all words
   */
  void run(int bytes, int partBytes) {
    part = partBytes;
    for (Step step : STEPS) {
      step.run(this, bytes);
    }
  }

  /** 1. Bits to planes; the base goes. */
  private void transpose(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      Lanes.LONG.set(dbx, i, Lanes.mirror((long) Lanes.LONG.get(dbx, i)) & LOW7);
    }
  }

  /** 2. The 8-bit symbols of planes with a single one or two adjacent ones, whatever the plane. */
  private void positions(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long plane = (long) Lanes.LONG.get(dbx, i);
      long others = ((plane | HIGH) - ONES) & plane;
      long lowest = plane ^ others;
      // Index of the lowest one in binary, from three tests of the one-hot pattern.
      long bit0 = ((lowest & 0x2A2A2A2A2A2A2A2AL) + LOW7) >>> 7 & ONES;
      long bit1 = ((lowest & 0x4C4C4C4C4C4C4C4CL) + LOW7) >>> 6 & (ONES << 1);
      long bit2 = ((lowest & 0x7070707070707070L) + LOW7) >>> 5 & (ONES << 2);
      long pair = (others + LOW7) & HIGH;
      // 00011 and 6 - index; for a pair 00010 and 5 - index, which is 9 less.
      long nine = (pair >>> 4) + (pair >>> 7);
      Lanes.LONG.set(code, i, 0x1E1E1E1E1E1E1E1EL - (bit0 | bit1 | bit2) - nine);
    }
  }

  /** 3. The raw symbol where there are other ones. */
  private void raw(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long plane = (long) Lanes.LONG.get(dbx, i);
      long others = ((plane | HIGH) - ONES) & plane;
      long lowest = plane ^ others;
      long raw = Lanes.whole(((others & ~(lowest << 1)) + LOW7) & HIGH);
      long symbol = (long) Lanes.LONG.get(code, i);
      Lanes.LONG.set(code, i, symbol ^ ((symbol ^ (plane | HIGH)) & raw));
    }
  }

  /** 4. DBP within 8 planes: XOR of all planes up to each. */
  private void undoXor(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) Lanes.LONG.get(dbx, i);
      x ^= x >>> 8;
      x ^= x >>> 16;
      Lanes.LONG.set(dbp, i, x ^ (x >>> 32));
    }
  }

  /** 5. DBP of further planes: the last one before them joins in. */
  private void carry(int bytes) {
    for (int i = part; i < bytes; i += 8) {
      long before = Lanes.broadcast((long) Lanes.LONG.get(dbp, i - part));
      Lanes.LONG.set(dbp, i, (long) Lanes.LONG.get(dbp, i) ^ before);
    }
  }

  /** 6. Length masks, left-aligned: 8 bits, 5 for all ones and zero DBP, none for zero planes. */
  private void lengths(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long plane = (long) Lanes.LONG.get(dbx, i);
      long notZero = (long) Lanes.LONG.get(dbp, i) + LOW7;
      long five = Lanes.whole((~notZero | (plane + ONES)) & HIGH);
      Lanes.LONG.set(length, i, Lanes.whole((plane + LOW7) & HIGH) & ~(five & LAST3));
    }
  }

  /** 7. The 5-bit symbols, 00000 for all ones and 00001 for zero DBP; nothing for zero planes. */
  private void shortSymbols(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long plane = (long) Lanes.LONG.get(dbx, i);
      long mask = (long) Lanes.LONG.get(length, i);
      long eight = Lanes.whole(mask << 7 & HIGH);
      long notAllOnes = ~(plane + ONES) & HIGH;
      long symbol = ((long) Lanes.LONG.get(code, i) & eight) | (notAllOnes >>> 4 & ~eight);
      Lanes.LONG.set(code, i, symbol & mask);
    }
  }
}
