package dev.ebpc.scalar;

/**
 * Turns symbols of many blocks of 8 words into deltas, a byte lane per plane; the reverse of {@link
 * SymbolLanes}, laid out alike and written for C2 in the same way.
 */
final class PlaneLanes {
  private static final long HIGH = Lanes.HIGH;
  private static final long LOW7 = Lanes.LOW7;

  private interface Step {
    void run(PlaneLanes lanes, int bytes);
  }

  private static final Step[] STEPS = {
    PlaneLanes::positions,
    PlaneLanes::symbols,
    PlaneLanes::undoXor,
    PlaneLanes::carry,
    PlaneLanes::transpose
  };

  /** A code byte of {@link CodeBytes} per plane. */
  final byte[] codes;

  /** Deltas; lane 0 is 0. */
  final byte[] planes;

  /** Planes whose DBP is zero, then also all planes behind them. */
  private final byte[] stops;

  private int part;

  PlaneLanes(int parts) {
    codes = new byte[8 * BlockCoder.MAX_BLOCKS * parts];
    planes = new byte[codes.length];
    stops = new byte[codes.length];
  }

  /**
   * Runs all steps.
   *
   * @param bytes of {@link #codes} that are in use
   * @param partBytes how many of them belong to the same 8 planes of all blocks
   */
  void run(int bytes, int partBytes) {
    part = partBytes;
    for (Step step : STEPS) {
      step.run(this, bytes);
    }
  }

  /** 1. The planes that position symbols stand for, whatever the code byte. */
  private void positions(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long code = (long) Lanes.LONG.get(codes, i);
      long by4 = Lanes.whole(code << 5 & HIGH);
      long by2 = Lanes.whole(code << 6 & HIGH);
      long by1 = Lanes.whole(code << 7 & HIGH);
      long single = Lanes.whole(code << 4 & HIGH);
      long one = 0x4040404040404040L ^ (0x4444444444444444L & by4);
      one ^= (one ^ one >>> 2) & by2;
      one ^= (one ^ (one >>> 1 & LOW7)) & by1;
      Lanes.LONG.set(planes, i, one | (one >>> 1 & ~single));
    }
  }

  /** 2. DBX of every plane, and which planes have a zero DBP. */
  private void symbols(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long code = (long) Lanes.LONG.get(codes, i);
      long raw = Lanes.whole(code & HIGH);
      long position = Lanes.whole(code << 3 & ~code & HIGH);
      long zero = Lanes.whole(code << 4 & ~code & ~(code << 3) & HIGH);
      long plane = (long) Lanes.LONG.get(planes, i);
      Lanes.LONG.set(stops, i, zero);
      Lanes.LONG.set(planes, i, ((code & raw) | (plane & position)) & LOW7);
    }
  }

  /** 3. DBP within 8 planes: XOR of all planes from the last zero DBP on. */
  private void undoXor(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) Lanes.LONG.get(planes, i);
      long stop = (long) Lanes.LONG.get(stops, i);
      x ^= x >>> 8 & ~stop;
      stop |= stop >>> 8;
      x ^= x >>> 16 & ~stop;
      stop |= stop >>> 16;
      Lanes.LONG.set(planes, i, x ^ (x >>> 32 & ~stop));
      Lanes.LONG.set(stops, i, stop | stop >>> 32);
    }
  }

  /** 4. DBP of further planes: the last one before them joins in, up to a zero DBP. */
  private void carry(int bytes) {
    for (int i = part; i < bytes; i += 8) {
      long before = Lanes.broadcast((long) Lanes.LONG.get(planes, i - part));
      long x = (long) Lanes.LONG.get(planes, i) ^ (before & ~(long) Lanes.LONG.get(stops, i));
      Lanes.LONG.set(planes, i, x);
    }
  }

  /** 5. Planes to deltas. */
  private void transpose(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      Lanes.LONG.set(planes, i, Lanes.mirror((long) Lanes.LONG.get(planes, i)));
    }
  }
}
