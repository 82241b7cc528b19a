package dev.ebpc.scalar;

/**
 * Decodes blocks of 8 words of 8 bits: a block is one 64-bit integer all the way.
 *
 * <p>Most symbols have 8 bits, so parsing takes a run of them at once and then one other symbol.
 */
final class ByteBlockReader {
  private static final long LOW7 = Lanes.LOW7;
  private static final long HIGH = Lanes.HIGH;
  private static final int PLANES = 9;

  /**
   * Lane at which a run of 8-bit symbols is cut: a window has 57 valid bits, 8 of which may be the
   * base, and the other symbol behind the run needs up to 8.
   */
  private static final long FIRST_GUARD = 0x800000L;

  private static final long NEXT_GUARD = 0x8000L;

  private static final long[] SHORT = CodeBytes.shortSymbols(3);

  private final PlaneLanes lanes = new PlaneLanes(1);
  private final byte[] base = new byte[8 * BlockCoder.MAX_BLOCKS];

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
    lanes.run(8 * blocks, 8 * blocks);
    undoDeltas(8 * blocks, values, to);
    return true;
  }

  /** Cuts the stream into bases and one code byte per plane. */
  private boolean parse(int blocks) {
    byte[] bytes = stream;
    byte[] codes = lanes.codes;
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
        // Bits of the 8-bit symbols in front.
        int run = Long.numberOfLeadingZeros(CodeBytes.notEightBits(window) | guard) & 0x38;
        int shift = plane << 2;
        if (run >= 72 - 2 * shift) {
          // Only 8-bit symbols to the end of the block, the sign plane's the last of them.
          acc |= window >>> shift >>> shift;
          bad |= CodeBytes.badPosition(window >>> (2 * shift - 8) & 0xFF);
          at += 72 - 2 * shift;
          break;
        }
        long symbol = SHORT[(int) (window << run >>> (64 - CodeBytes.INDEX_BITS))];
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
      bad |= CodeBytes.badPosition(acc);
      Lanes.LONG.set(codes, i, acc);
    }
    bit = at;
    return bad >= 0 && at <= end;
  }

  /** Words: sums of the base in lane 0 and all deltas up to the word's. */
  private void undoDeltas(int bytes, byte[] words, int first) {
    byte[] deltas = lanes.planes;
    for (int i = 0; i < bytes; i += 8) {
      long x = (long) Lanes.LONG.get(deltas, i) | (long) Lanes.LONG.get(base, i);
      long y = x << 8;
      x = ((x & LOW7) + (y & LOW7)) ^ ((x ^ y) & HIGH);
      y = x << 16;
      x = ((x & LOW7) + (y & LOW7)) ^ ((x ^ y) & HIGH);
      y = x << 32;
      Lanes.LONG.set(words, first + i, ((x & LOW7) + (y & LOW7)) ^ ((x ^ y) & HIGH));
    }
  }
}
