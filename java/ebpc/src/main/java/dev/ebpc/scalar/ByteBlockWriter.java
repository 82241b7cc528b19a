package dev.ebpc.scalar;

import dev.ebpc.code.BitWriter;

/**
 * Codes blocks of 8 words of 8 bits: a block is one 64-bit integer all the way, and its symbols are
 * joined by one PEXT.
 */
final class ByteBlockWriter {
  private static final long HIGH = Lanes.HIGH;

  private final SymbolLanes lanes = new SymbolLanes(1);
  private final byte[] overflow = new byte[8 * BlockCoder.MAX_BLOCKS];

  void encode(byte[] words, int blocks, BitWriter out) {
    deltas(words, 8 * blocks);
    lanes.run(8 * blocks, 8 * blocks);
    append(words, blocks, out);
  }

  /** Deltas in lanes 1 to 7, XOR of their neighbouring bits; lane 0 is the base. */
  private void deltas(byte[] words, int bytes) {
    byte[] dbx = lanes.dbx;
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) Lanes.LONG.get(words, i);
      long previous = x << 8;
      long d = ((x | HIGH) - (previous & Lanes.LOW7)) ^ ((x ^ ~previous) & HIGH);
      Lanes.LONG.set(overflow, i, (x ^ previous) & (x ^ d) & HIGH);
      Lanes.LONG.set(dbx, i, d ^ (d << 1 & ~Lanes.ONES));
    }
  }

  /** Appends base, planes and what the sign plane adds. */
  private void append(byte[] words, int blocks, BitWriter out) {
    byte[] code = lanes.code;
    byte[] length = lanes.length;
    long[] runs = PlaneRuns.TABLE;
    byte[] bytes = out.bytes;
    int at = out.at;
    long buffer = out.buffer;
    int fill = out.fill;
    for (int i = 0; i < 8 * blocks; i += 8) {
      long mask = (long) Lanes.LONG.get(length, i);
      long symbols = (long) Lanes.LONG.get(code, i);
      long sign = (long) Lanes.LONG.get(overflow, i);
      int entry = (int) Long.compress(mask, HIGH) << 1;
      int tailLength = entry & 2;
      long tail = tailLength >>> 1;
      if (sign != 0) {
        entry |= 512;
        long plane = PlaneRuns.signPlane((long) Lanes.LONG.get(words, i), sign);
        tail = plane >>> 8;
        tailLength = (int) plane & 0xFF;
      }
      mask |= runs[entry + 1];
      symbols = Long.compress(symbols | runs[entry], mask);
      int symbolLength = Long.bitCount(mask);
      long base = words[i] & 0xFF;
      int n = symbolLength + tailLength;
      if (n > 56) {
        // Only now and then does a block not fit into one piece.
        out.at = at;
        out.buffer = buffer;
        out.fill = fill;
        out.put(base, 8);
        out.put(symbols, symbolLength);
        if (tailLength > 0) {
          out.put(tail, tailLength);
        }
        at = out.at;
        buffer = out.buffer;
        fill = out.fill;
        continue;
      }
      long piece = (base << symbolLength | symbols) << tailLength | tail;
      long aligned = piece << (56 - n);
      buffer |= aligned >>> fill;
      Lanes.STREAM.set(bytes, at, buffer);
      long rest = aligned << 1 << (63 - fill);
      fill += n + 8;
      int full = fill >>> 6;
      buffer += (rest - buffer) & -full;
      at += full << 3;
      fill &= 63;
    }
    out.at = at;
    out.buffer = buffer;
    out.fill = fill;
  }
}
