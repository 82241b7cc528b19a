package dev.ebpc.scalar;

import dev.ebpc.code.BitWriter;

/**
 * Codes blocks of 8 words of 8 bits: a block is one 64-bit integer all the way.
 *
 * <p>Steps 1 to 6 are loops over many blocks with few operations each, so that C2 vectorises them;
 * in one loop they would be five times slower. Between them a block is 8 lanes of one byte; from
 * step 2 on the lanes are planes, plane 0 in the most significant one, position 0 at bit 6. Step 7
 * joins a block's symbols by one PEXT.
 */
final class ByteBlockWriter {
  private static final long LOW7 = 0x7F7F7F7F7F7F7F7FL;
  private static final long HIGH = 0x8080808080808080L;
  private static final long ONES = 0x0101010101010101L;

  /** What a 5-bit symbol lacks to 8 bits. */
  private static final long LAST3 = 0x0707070707070707L;

  /** A loop over the lanes of many blocks. */
  private interface Step {
    void run(ByteBlockWriter blocks, int bytes);
  }

  /**
   * Called through a table so that C2 compiles each loop by itself: inlined into one method they
   * are not all vectorised.
   */
  private static final Step[] STEPS = {
    ByteBlockWriter::deltas,
    ByteBlockWriter::transpose,
    ByteBlockWriter::positions,
    ByteBlockWriter::raw,
    ByteBlockWriter::lengths,
    ByteBlockWriter::shortSymbols
  };

  private final byte[] overflow = new byte[8 * BlockCoder.MAX_BLOCKS];
  private final byte[] dbx = new byte[8 * BlockCoder.MAX_BLOCKS];
  private final byte[] code = new byte[8 * BlockCoder.MAX_BLOCKS];
  private final byte[] length = new byte[8 * BlockCoder.MAX_BLOCKS];

  private byte[] words;

  void encode(byte[] values, int blocks, BitWriter out) {
    words = values;
    for (Step step : STEPS) {
      step.run(this, 8 * blocks);
    }
    append(blocks, out);
  }

  /** 1. Deltas in lanes 1 to 7, XOR of their neighbouring bits; lane 0 is the base. */
  private void deltas(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) Lanes.LONG.get(words, i);
      long previous = x << 8;
      long d = ((x | HIGH) - (previous & LOW7)) ^ ((x ^ ~previous) & HIGH);
      Lanes.LONG.set(overflow, i, (x ^ previous) & (x ^ d) & HIGH);
      Lanes.LONG.set(dbx, i, d ^ (d << 1 & ~ONES));
    }
  }

  /** 2. Bits to planes: the square is mirrored on its other diagonal, so that plane 0 leads. */
  private void transpose(int bytes) {
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

  /** 3. The 8-bit symbols of planes with a single one or two adjacent ones, whatever the plane. */
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

  /** 4. The raw symbol where there are other ones. */
  private void raw(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long plane = (long) Lanes.LONG.get(dbx, i);
      long others = ((plane | HIGH) - ONES) & plane;
      long lowest = plane ^ others;
      long raw = whole(((others & ~(lowest << 1)) + LOW7) & HIGH);
      long symbol = (long) Lanes.LONG.get(code, i);
      Lanes.LONG.set(code, i, symbol ^ ((symbol ^ (plane | HIGH)) & raw));
    }
  }

  /** 5. Length masks, left-aligned: 8 bits, 5 for all ones and zero DBP, none for zero planes. */
  private void lengths(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long plane = (long) Lanes.LONG.get(dbx, i);
      long dbp = plane ^ (plane >>> 8);
      dbp ^= dbp >>> 16;
      dbp ^= dbp >>> 32;
      long five = whole((~(dbp + LOW7) | (plane + ONES)) & HIGH);
      Lanes.LONG.set(length, i, whole((plane + LOW7) & HIGH) & ~(five & LAST3));
    }
  }

  /** 6. The 5-bit symbols, 00000 for all ones and 00001 for zero DBP; nothing for zero planes. */
  private void shortSymbols(int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      long plane = (long) Lanes.LONG.get(dbx, i);
      long mask = (long) Lanes.LONG.get(length, i);
      long eight = whole(mask << 7 & HIGH);
      long notAllOnes = ~(plane + ONES) & HIGH;
      long symbol = ((long) Lanes.LONG.get(code, i) & eight) | (notAllOnes >>> 4 & ~eight);
      Lanes.LONG.set(code, i, symbol & mask);
    }
  }

  /** Lanes whose high bit is set become all ones. */
  private static long whole(long high) {
    return (high << 1) - (high >>> 7);
  }

  /** 7. Appends base, planes and what the sign plane adds. */
  private void append(int blocks, BitWriter out) {
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
