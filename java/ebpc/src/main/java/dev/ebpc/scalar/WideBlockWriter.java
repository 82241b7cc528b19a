package dev.ebpc.scalar;

import dev.ebpc.code.BitWriter;
import dev.ebpc.code.PlaneSymbol;

/** Codes blocks of 8 words of 16 or 32 bits: one 64-bit integer for every 8 bits of the words. */
final class WideBlockWriter {
  private static final long HIGH = Lanes.HIGH;
  private static final long LOW7 = Lanes.LOW7;
  private static final int WORDS = 8;
  private static final int POSITIONS = WORDS - 1;
  private static final int POSITION_BITS = 3;

  private interface Step {
    void run(WideBlockWriter blocks, int from, int partBytes);
  }

  /** Through a table for the reason that {@link SymbolLanes} gives. */
  private static final Step[] STEPS = {
    WideBlockWriter::deltas, WideBlockWriter::borrow, WideBlockWriter::xor
  };

  private final int containerBytes;
  private final int[] runs;
  private final long[] innerRuns;
  private final SymbolLanes lanes;
  private final byte[] parts;
  private final byte[] deltas;
  private final byte[] borrow = new byte[8 * BlockCoder.MAX_BLOCKS];
  private final byte[] overflow = new byte[8 * BlockCoder.MAX_BLOCKS];

  WideBlockWriter(int containerBytes) {
    this.containerBytes = containerBytes;
    runs = WideRuns.symbols(containerBytes);
    innerRuns = WideRuns.inner(containerBytes);
    lanes = new SymbolLanes(containerBytes);
    parts = new byte[lanes.dbx.length];
    deltas = new byte[lanes.dbx.length];
  }

  void encode(byte[] words, int blocks, BitWriter out) {
    WordParts.split(words, containerBytes, blocks, parts);
    int partBytes = 8 * blocks;
    for (int part = 0; part < containerBytes; part++) {
      for (Step step : STEPS) {
        step.run(this, part * partBytes, partBytes);
      }
    }
    lanes.run(containerBytes * partBytes, partBytes);
    for (int block = 0; block < blocks; block++) {
      append(words, block, partBytes, out);
    }
  }

  /** Deltas of one part without what the part below borrows; lane 0 is the base. */
  private void deltas(int from, int partBytes) {
    for (int i = 0; i < partBytes; i += 8) {
      long x = (long) Lanes.LONG.get(parts, from + i);
      long previous = x << 8;
      long d = ((x | HIGH) - (previous & LOW7)) ^ ((x ^ ~previous) & HIGH);
      Lanes.LONG.set(deltas, from + i, d);
    }
  }

  /** Takes off what the part below borrowed, and tells what this one borrows and overflows. */
  private void borrow(int from, int partBytes) {
    long lowest = from == 0 ? 0 : -1;
    for (int i = 0; i < partBytes; i += 8) {
      long x = (long) Lanes.LONG.get(parts, from + i);
      long previous = x << 8;
      long d = (long) Lanes.LONG.get(deltas, from + i);
      d = ((d | HIGH) - ((long) Lanes.LONG.get(borrow, i) & lowest)) ^ (~d & HIGH);
      Lanes.LONG.set(deltas, from + i, d);
      long borrows = (~x & previous) | (~(x ^ previous) & d);
      Lanes.LONG.set(borrow, i, borrows >>> 7 & Lanes.ONES);
      Lanes.LONG.set(overflow, i, (x ^ previous) & (x ^ d) & HIGH);
    }
  }

  /** XORs each bit of the deltas with its less significant neighbour. */
  private void xor(int from, int partBytes) {
    byte[] dbx = lanes.dbx;
    long lowest = from == 0 ? 0 : Lanes.ONES;
    int below = from == 0 ? 0 : from - partBytes;
    for (int i = 0; i < partBytes; i += 8) {
      long d = (long) Lanes.LONG.get(deltas, from + i);
      long before = (long) Lanes.LONG.get(deltas, below + i) >>> 7 & lowest;
      Lanes.LONG.set(dbx, from + i, d ^ ((d << 1 & ~Lanes.ONES) | before));
    }
  }

  private void append(byte[] words, int block, int partBytes, BitWriter out) {
    out.put(base(words, block), 8 * containerBytes);
    int zeroPlanes = 0;
    for (int at = 8 * block; at < containerBytes * partBytes; at += partBytes) {
      long mask = (long) Lanes.LONG.get(lanes.length, at);
      int flags = (int) Long.compress(mask, HIGH);
      if (flags == 0) {
        zeroPlanes += 8;
        continue;
      }
      // 1. The run of zero planes up to the first other one.
      putRun(zeroPlanes + Integer.numberOfLeadingZeros(flags) - 24, out);
      // 2. All up to the last plane that is not zero.
      long symbols = (long) Lanes.LONG.get(lanes.code, at) | innerRuns[2 * flags];
      mask |= innerRuns[2 * flags + 1];
      out.put(Long.compress(symbols, mask), Long.bitCount(mask));
      zeroPlanes = Integer.numberOfTrailingZeros(flags);
    }
    // 3. The sign plane ends the last run or follows it.
    long sign = (long) Lanes.LONG.get(overflow, 8 * block);
    putRun(sign == 0 ? zeroPlanes + 1 : zeroPlanes, out);
    if (sign != 0) {
      putSignPlane(words, block, sign, out);
    }
  }

  private void putRun(int zeroPlanes, BitWriter out) {
    if (zeroPlanes > 0) {
      int run = runs[zeroPlanes];
      out.put(run >>> 8, run & 0xFF);
    }
  }

  private void putSignPlane(byte[] words, int block, long overflows, BitWriter out) {
    int dbx = Integer.reverse((int) Long.compress(overflows, HIGH)) >>> 24;
    int dbp = 0;
    for (int i = 1; i < WORDS; i++) {
      dbp = dbp << 1 | (word(words, block, i) < word(words, block, i - 1) ? 1 : 0);
    }
    PlaneSymbol symbol = PlaneSymbol.of(dbx, dbp, POSITIONS);
    out.put(symbol.bits(dbx, POSITIONS, POSITION_BITS), symbol.length(POSITIONS, POSITION_BITS));
  }

  private long base(byte[] words, int block) {
    return word(words, block, 0) & -1L >>> (64 - 8 * containerBytes);
  }

  private int word(byte[] words, int block, int i) {
    int at = (WORDS * block + i) * containerBytes;
    return containerBytes == 2
        ? (short) Lanes.SHORT.get(words, at)
        : (int) Lanes.INT.get(words, at);
  }
}
