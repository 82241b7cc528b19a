package dev.ebpc.scalar;

import java.util.Arrays;

/**
 * Decodes blocks of 8 words of 16 or 32 bits; the wide sister of {@link ByteBlockReader}, with one
 * 64-bit integer for every 8 bits of the words.
 */
final class WideBlockReader {
  private static final int WINDOW_GUARD = 0x8000;

  private final int containerBytes;
  private final int wordBits;
  private final long[] shortSymbols;
  private final PlaneLanes lanes;
  private final int[] base = new int[BlockCoder.MAX_BLOCKS];

  /** A code byte per plane, plane 0 first, block behind block. */
  private final byte[] codes;

  private byte[] stream;
  private int start;
  private int limit;
  private int bit;

  WideBlockReader(int containerBytes, int planeRunBits) {
    this.containerBytes = containerBytes;
    wordBits = 8 * containerBytes;
    shortSymbols = CodeBytes.shortSymbols(planeRunBits);
    lanes = new PlaneLanes(containerBytes);
    codes = new byte[lanes.codes.length + Tile.SLACK];
  }

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
    Arrays.fill(codes, 0, wordBits * blocks, (byte) 0);
    if (!parse(blocks)) {
      return false;
    }
    spread(blocks);
    lanes.run(containerBytes * 8 * blocks, 8 * blocks);
    WordParts.join(lanes.planes, base, containerBytes, blocks, values, to);
    return true;
  }

  /** Cuts the stream into bases and one code byte per plane. */
  private boolean parse(int blocks) {
    byte[] bytes = stream;
    int from = start;
    int at = bit;
    int bits = wordBits;
    long bad = 0;
    for (int block = 0; block < blocks; block++) {
      if (at >= limit) {
        return false;
      }
      long window = (long) Lanes.STREAM.get(bytes, from + (at >>> 3)) << (at & 7);
      base[block] = (int) (window >>> (64 - bits));
      at += bits;
      int plane = block * bits;
      // What the sign plane leaves behind this one is overwritten by the next block.
      int end = plane + bits + 1;
      while (plane < end) {
        window = (long) Lanes.STREAM.get(bytes, from + (at >>> 3)) << (at & 7);
        long other = CodeBytes.notEightBits(window) | WINDOW_GUARD;
        int run = Math.min(Long.numberOfLeadingZeros(other) & 0x38, (end - plane) << 3);
        long taken = window & ~(-1L >>> run);
        bad |= CodeBytes.badPosition(taken);
        long symbol = 0;
        if (run >>> 3 < end - plane) {
          symbol = shortSymbols[(int) (window << run >>> (64 - CodeBytes.INDEX_BITS))];
          taken |= (symbol & 0xFFL << 56) >>> run;
        }
        Lanes.STREAM.set(codes, plane, taken);
        plane += (run >>> 3) + ((int) symbol >>> 8);
        at += run + ((int) symbol & 0xFF);
      }
      bad |= end - plane;
    }
    bit = at;
    return bad >= 0 && at <= limit;
  }

  /** Brings the codes of the same 8 planes of all blocks together. */
  private void spread(int blocks) {
    for (int part = 0; part < containerBytes; part++) {
      int to = part * 8 * blocks;
      for (int from = 8 * part; from < wordBits * blocks; from += wordBits) {
        Lanes.LONG.set(lanes.codes, to, (long) Lanes.STREAM.get(codes, from));
        to += 8;
      }
    }
  }
}
