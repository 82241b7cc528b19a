package dev.ebpc.vector;

import dev.ebpc.scalar.Lanes;

/**
 * Symbols of planes of 15 bits (blocks of 16 words): one code of 16 bits per 16 bits of the base
 * and plane, first bit in the most significant place.
 *
 * <p>A step takes a run of raw symbols, which have 16 bits, at once and then one other symbol. All
 * symbols that stand for a plane by itself become the raw symbol of that plane, so that only {@link
 * #DBP_ZERO} and 0 for zero planes are left to tell apart.
 */
final class LongSymbolParser extends SymbolParser {

  /** Code of a plane whose DBP is zero; it does not begin with a one as a raw symbol does. */
  static final int DBP_ZERO = 1;

  private static final long HIGH = 0x8000800080008000L;
  private static final long CODE = 0xFFFFL << 48;

  /** A window has 57 valid bits: 3 symbols of 16 bits and then one that is not longer than 9. */
  private static final int RUN_LIMIT = 3;

  private static final int INDEX_BITS = 9;
  private static final int POSITION_BITS = 4;
  private static final int POSITIONS = 15;
  private static final int MAX_PITCH = 128;
  private static final int REGION_BYTES = 4096;

  /** Per slot, which are 2 bytes: high bits of a window's lanes that pass for raw symbols. */
  private static final int FORCE = TABLES;

  /** Per slot: high bits of a window's lanes at which a run ends. */
  private static final int STOP = FORCE + 4 * MAX_PITCH;

  /** Per first bits of a symbol: code at the top, length from bit 32 on, bytes of its planes. */
  private static final int SYMBOL = STOP + 4 * MAX_PITCH;

  private static final int TABLES_END = SYMBOL + (8 << INDEX_BITS);

  /**
   * Makes a parser.
   *
   * @param wordBits W, 16 or 32
   */
  LongSymbolParser(int wordBits) {
    super(
        TABLES_END - TABLES,
        pitch(wordBits),
        slotBytes(wordBits),
        REGION_BYTES / pitch(wordBits));
    makeTables(wordBits);
  }

  /** Bytes of the slots of the base, the planes and the sign plane. */
  static int slotBytes(int wordBits) {
    return 2 * (wordBits / 16 + wordBits + 1);
  }

  /** Bytes of a block. */
  static int pitch(int wordBits) {
    return 2 * Integer.highestOneBit(slotBytes(wordBits));
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
        long forced = window | (long) Lanes.LONG.get(all, FORCE + 4 * slot);
        // 2. Lanes that do not begin with 1, and where to stop; the bits in front of the first.
        long stops = (~forced & HIGH) | (long) Lanes.LONG.get(all, STOP + 4 * slot);
        int run = Long.numberOfLeadingZeros(stops) & 0x30;
        // 3. The symbol behind them, nothing if it is raw.
        int index = (int) (forced << run >>> (64 - INDEX_BITS));
        long symbol = (long) Lanes.LONG.get(all, SYMBOL + 8 * index);
        long codes = (window & ~(-1L >>> run)) | ((symbol & CODE) >>> run);
        Lanes.STREAM.set(all, (int) now, codes);
        // 4. On to the next slot, over the gap if the block is complete.
        long advance = (symbol & ~CODE) + (long) run * (1L << 32) + (run >>> 3);
        int left = slotMask - slot - (int) advance;
        long tooMany = (long) (left + 1) & Long.MIN_VALUE;
        Lanes.LONG.set(all, lane, (now + advance + (gap & (left >> 31))) | tooMany);
      }
    }
  }

  private void makeTables(int wordBits) {
    // Slots in front of the base are met in corrupt streams only; a step must get on there too.
    for (int slot = 0; slot < pitch; slot += 2) {
      int left = pitch - slot;
      long firstOutside = left < 8 ? 1L << (63 - 8 * left) : 0;
      int baseBytes = slot < first ? 0 : Math.max(0, first + wordBits / 8 - slot);
      long base = HIGH & ~(-1L >>> (8 * baseBytes));
      Lanes.LONG.set(work, FORCE + 4 * slot, base | firstOutside);
      Lanes.LONG.set(work, STOP + 4 * slot, firstOutside | (0x8000L << (48 - 16 * RUN_LIMIT)));
    }
    int runBits = wordBits == 16 ? 4 : 5;
    for (int bits = 0; bits < 1 << INDEX_BITS; bits++) {
      Lanes.LONG.set(work, SYMBOL + 8 * bits, symbol(bits, runBits));
    }
  }

  /** The table's entry of a symbol that is not raw; 0 for those that are. */
  private long symbol(int bits, int runBits) {
    if (bits >>> 8 == 1) {
      return 0;
    }
    if (bits >>> 7 == 0b01) {
      return entry(0, 2, 1);
    }
    if (bits >>> 6 == 0b001) {
      int planes = ((bits >>> (6 - runBits)) & ((1 << runBits) - 1)) + 2;
      return entry(0, 3 + runBits, planes);
    }
    int row = bits >>> POSITION_BITS;
    if (row < 0b00010) {
      return entry(row == 0 ? 0xFFFF : DBP_ZERO, 5, 1);
    }
    int position = bits & ((1 << POSITION_BITS) - 1);
    int ones = row == 0b00010 ? 2 : 1;
    if (position + ones > POSITIONS) {
      // No such plane: more planes than any block has, which ends the lane.
      return entry(0, 5 + POSITION_BITS, pitch);
    }
    int plane = ((1 << ones) - 1) << (POSITIONS - ones - position);
    return entry(0x8000 | plane, 5 + POSITION_BITS, 1);
  }

  private static long entry(long code, int length, int planes) {
    return (code << 48) | ((long) length << 32) | 2L * planes;
  }
}
