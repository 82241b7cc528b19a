package dev.ebpc.scalar;

import dev.ebpc.code.BitWriter;

/**
 * Codes blocks of 8 words of 8 bits: a block is one 64-bit integer all the way.
 *
 * <p>Steps 1 to 4 are loops over many blocks with few operations each, so that C2 vectorises them;
 * in one loop they would be five times slower. Between them a block is 8 lanes of one byte; from
 * step 2 on the lanes are planes, plane 0 in the most significant one, position 0 at bit 6. Step 5
 * joins a block's symbols by one PEXT.
 */
final class ByteBlockWriter {
  private static final long LOW7 = 0x7F7F7F7F7F7F7F7FL;
  private static final long HIGH = 0x8080808080808080L;
  private static final long ONES = 0x0101010101010101L;

  /** Length mask of an 8-bit code and of a 5-bit one, left-aligned in its lane. */
  private static final long ALL8 = -1L;

  private static final long LAST3 = 0x0707070707070707L;

  private final byte[] overflow = new byte[8 * BlockCoder.MAX_BLOCKS];
  private final byte[] dbx = new byte[8 * BlockCoder.MAX_BLOCKS];
  private final byte[] code = new byte[8 * BlockCoder.MAX_BLOCKS];
  private final byte[] length = new byte[8 * BlockCoder.MAX_BLOCKS];

  void encode(byte[] values, int blocks, BitWriter out) {
    int bytes = 8 * blocks;
    deltas(values, bytes, dbx, overflow);
    transpose(dbx, bytes);
    positions(dbx, bytes, code);
    symbols(dbx, bytes, code, length);
    append(values, blocks, out);
  }

  /** 1. Deltas in lanes 1 to 7, XOR of their neighbouring bits; lane 0 is the base. */
  private static void deltas(byte[] values, int bytes, byte[] dbx, byte[] overflow) {
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) Lanes.LONG.get(values, i);
      long previous = x << 8;
      long d = ((x | HIGH) - (previous & LOW7)) ^ ((x ^ ~previous) & HIGH);
      Lanes.LONG.set(overflow, i, (x ^ previous) & (x ^ d) & HIGH);
      Lanes.LONG.set(dbx, i, d ^ (d << 1 & ~ONES));
    }
  }

  /** 2. Bits to planes: the square is mirrored on its other diagonal, so that plane 0 leads. */
  private static void transpose(byte[] dbx, int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) Lanes.LONG.get(dbx, i);
      long t = (x ^ (x >>> 9)) & 0x0055005500550055L;
      x ^= t ^ (t << 9);
      t = (x ^ (x >>> 18)) & 0x0000333300003333L;
      x ^= t ^ (t << 18);
      t = (x ^ (x >>> 36)) & 0x000000000F0F0F0FL;
      Lanes.LONG.set(dbx, i, (x ^ t ^ (t << 36)) & LOW7);
    }
  }

  /** 3. The 8-bit codes of planes with a single one or two adjacent ones, whatever the plane. */
  private static void positions(byte[] dbx, int bytes, byte[] code) {
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

  /** 4. Code and length mask of every plane, left-aligned in its lane; both 0 for zero planes. */
  private static void symbols(byte[] dbx, int bytes, byte[] code, byte[] length) {
    for (int i = 0; i < bytes; i += 8) {
      long plane = (long) Lanes.LONG.get(dbx, i);
      long others = ((plane | HIGH) - ONES) & plane;
      long lowest = plane ^ others;
      long raw = ((others & ~(lowest << 1)) + LOW7) & HIGH;
      long notZero = (plane + LOW7) & HIGH;
      long allOnes = (plane + ONES) & HIGH;
      long dbp = plane ^ (plane >>> 8);
      dbp ^= dbp >>> 16;
      dbp ^= dbp >>> 32;
      long dbpZero = ~(dbp + LOW7) & notZero;
      long five = whole(dbpZero | allOnes);
      long symbol = (long) Lanes.LONG.get(code, i);
      long rawLanes = whole(raw);
      symbol ^= (symbol ^ (plane | HIGH)) & rawLanes;
      symbol ^= (symbol ^ ((dbpZero & ~allOnes) >>> 4)) & five;
      long coded = whole(notZero);
      Lanes.LONG.set(code, i, symbol & coded);
      Lanes.LONG.set(length, i, (ALL8 ^ (five & LAST3)) & coded);
    }
  }

  /** Lanes whose high bit is set become all ones. */
  private static long whole(long high) {
    return (high << 1) - (high >>> 7);
  }

  /** 5. Appends base, planes and what the sign plane adds. */
  private void append(byte[] values, int blocks, BitWriter out) {
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
        long plane = PlaneRuns.signPlane((long) Lanes.LONG.get(values, i), sign);
        tail = plane >>> 8;
        tailLength = (int) plane & 0xFF;
      }
      mask |= runs[entry + 1];
      symbols = Long.compress(symbols | runs[entry], mask);
      int symbolLength = Long.bitCount(mask);
      long base = values[i] & 0xFF;
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
