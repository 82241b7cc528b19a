package dev.ebpc.vector;

import dev.ebpc.scalar.Lanes;

/**
 * Symbols of planes of 7 bits (blocks of 8 words): one code byte per base byte and plane.
 *
 * <p>Most symbols have 8 bits, so a step takes a run of them at once and then one other symbol. Raw
 * and position symbols stand as they are in the stream, {@link #ALL_ONES}, {@link #DBP_ZERO} and 0
 * for the others.
 */
final class ByteSymbolParser extends SymbolParser {

  /** Most blocks of a chunk that are parsed before they are taken away. */
  static final int MAX_BLOCKS = 128;

  /** Code byte of a plane that is all ones: the raw symbol of the same plane. */
  static final int ALL_ONES = 0xFF;

  /** Code byte of a plane whose DBP is zero; no symbol of 8 bits looks like it. */
  static final int DBP_ZERO = 0x08;

  private static final long HIGH = 0x8080808080808080L;

  /** A window has 57 valid bits: 6 symbols of 8 bits and then one that is not longer than 7. */
  private static final int RUN_LIMIT = 6;

  private static final int INDEX_BITS = 7;
  private static final int MAX_PITCH = 32;

  /** Per slot: high bits of the bytes of a window that pass for raw symbols. */
  private static final int FORCE = TABLES;

  /** Per slot: high bits of the bytes of a window at which a run ends. */
  private static final int STOP = FORCE + 8 * MAX_PITCH;

  /** Per first bits of a symbol: code byte at the top, length from bit 32 on, planes at bit 0. */
  private static final int SYMBOL = STOP + 8 * MAX_PITCH;

  private static final int TABLES_END = SYMBOL + (8 << INDEX_BITS);

  /**
   * Makes a parser.
   *
   * @param wordBits W, 8 or 16
   */
  ByteSymbolParser(int wordBits) {
    super(TABLES_END - TABLES, 2 * Integer.highestOneBit(slots(wordBits)), slots(wordBits), MAX_BLOCKS);
    makeTables(wordBits);
  }

  /** Slots of the base, the planes and the sign plane. */
  private static int slots(int wordBits) {
    return wordBits / 8 + wordBits + 1;
  }

  @Override
  int run(byte[] stream, int active) {
    byte[] all = work;
    int slotMask = pitch - 1;
    int gap = first;
    int end = LANE_BYTES * active;
    while (true) {
      for (int lane = 0; lane < end; lane += LANE_BYTES) {
        long now = (long) Lanes.LONG.get(all, lane);
        if (((((long) Lanes.LONG.get(all, lane + 8) - now) | now) & STOPPED) != 0) {
          return lane / LANE_BYTES;
        }
        int bit = (int) (now >>> 32);
        int slot = (int) now & slotMask;
        long window = (long) Lanes.STREAM.get(stream, bit >>> 3) << (bit & 7);
        // 1. The base and what follows the block pass for raw symbols.
        long forced = window | (long) Lanes.LONG.get(all, FORCE + 8 * slot);
        // 2. Bytes that begin with neither 1 nor 0001, and where to stop; their number in front.
        long other = ((forced & 0x7070707070707070L) ^ 0x1010101010101010L) + 0x7070707070707070L;
        long stops = (other & ~forced & HIGH) | (long) Lanes.LONG.get(all, STOP + 8 * slot);
        int run = Long.numberOfLeadingZeros(stops) & 0x38;
        // 3. The symbol behind them, nothing if it has 8 bits.
        int index = (int) (forced << run >>> (64 - INDEX_BITS));
        long symbol = (long) Lanes.LONG.get(all, SYMBOL + 8 * index);
        long codes = (window & ~(-1L >>> run)) | ((symbol & (0xFFL << 56)) >>> run);
        Lanes.STREAM.set(all, (int) now, codes);
        // 4. On to the next slot, over the gap if the block is complete.
        long advance = (symbol & ~(0xFFL << 56)) + (long) run * (1L << 32) + (run >>> 3);
        int left = slotMask - slot - (int) advance;
        long tooMany = (long) (left + 1) & Long.MIN_VALUE;
        Lanes.LONG.set(all, lane, (now + advance + (gap & (left >> 31))) | tooMany);
      }
    }
  }

  private void makeTables(int wordBits) {
    // Slots in front of the base are met in corrupt streams only; a step must get on there too.
    for (int slot = 0; slot < pitch; slot++) {
      int left = pitch - slot;
      long firstOutside = left < 8 ? 0x80L << (56 - 8 * left) : 0;
      int baseBytes = slot < first ? 0 : Math.max(0, first + wordBits / 8 - slot);
      long base = HIGH & ~(-1L >>> (8 * baseBytes));
      Lanes.LONG.set(work, FORCE + 8 * slot, base | firstOutside);
      Lanes.LONG.set(work, STOP + 8 * slot, firstOutside | (0x80L << (56 - 8 * RUN_LIMIT)));
    }
    int runBits = wordBits == 8 ? 3 : 4;
    for (int bits = 0; bits < 1 << INDEX_BITS; bits++) {
      Lanes.LONG.set(work, SYMBOL + 8 * bits, symbol(bits, runBits));
    }
  }

  /** The table's entry of a symbol that does not have 8 bits; 0 for those that do. */
  private static long symbol(int bits, int runBits) {
    if (bits >>> 5 == 0b01) {
      return (2L << 32) | 1;
    }
    if (bits >>> 4 == 0b001) {
      int planes = ((bits >>> (4 - runBits)) & ((1 << runBits) - 1)) + 2;
      return ((3L + runBits) << 32) | planes;
    }
    if (bits >>> 3 == 0) {
      long code = bits >>> 2 == 0 ? ALL_ONES : DBP_ZERO;
      return (code << 56) | (5L << 32) | 1;
    }
    return 0;
  }
}
