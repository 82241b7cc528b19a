package dev.ebpc.vector;

import dev.ebpc.scalar.Lanes;
import java.util.Arrays;

/**
 * Cuts BPC streams into one byte per base byte and plane, several chunks in flight; for planes of 7
 * bits (blocks of 8 words).
 *
 * <p>Most symbols have 8 bits, so a step takes a run of them at once and then one other symbol.
 * There are no branches but the one that ends a lane: what differs between the first step of a
 * block, the ones inside and the last comes from tables. A block's slots lie one behind the other
 * and end at a multiple of the pitch: base, then planes from plane 0 on. Raw and position symbols
 * stand as they are in the stream, {@link #ALL_ONES}, {@link #DBP_ZERO} and 0 for the others.
 * Working memory of one call at a time; not thread-safe.
 */
final class SymbolParser {

  /** Chunks in flight. */
  static final int IN_FLIGHT = 8;

  /** Most blocks of a chunk that are parsed before they are taken away. */
  static final int MAX_BLOCKS = 256;

  /** Code byte of a plane that is all ones: the raw symbol of the same plane. */
  static final int ALL_ONES = 0xFF;

  /** Code byte of a plane whose DBP is zero; no symbol of 8 bits looks like it. */
  static final int DBP_ZERO = 0x08;

  private static final long HIGH = 0x8080808080808080L;
  private static final long STOPPED = 1L << 63 | 1L << 31;

  /** A window has 57 valid bits: 6 symbols of 8 bits and then one that is not longer than 7. */
  private static final int RUN_LIMIT = 6;

  private static final int INDEX_BITS = 7;
  private static final int MAX_PITCH = 32;

  /** Regions of the table: per slot, per slot, per first bits of a symbol. */
  private static final int STOP = MAX_PITCH;

  private static final int SYMBOL = STOP + MAX_PITCH;

  /** Bytes of a block's slots and those in front of them. */
  final int pitch;

  /** Slot of the base. */
  final int first;

  private final long[] table;

  /** Code bytes, each region's from {@link #start} on; there are as many regions as lanes. */
  final byte[] codes;

  /**
   * Element 2 k: bit of the stream (high half) and index in {@link #codes} (low half) that lane k
   * has reached. Element 2 k + 1: the last of each from which it may take a step.
   */
  private final long[] lanes = new long[2 * IN_FLIGHT];

  private int bad;

  /**
   * Makes a parser.
   *
   * @param wordBits W, 8 or 16
   */
  SymbolParser(int wordBits) {
    int planes = wordBits + 1;
    int slots = wordBits / 8 + planes;
    pitch = Integer.highestOneBit(slots) * 2;
    first = pitch - slots;
    table = makeTable(wordBits, pitch, first);
    codes = new byte[IN_FLIGHT * regionBytes()];
  }

  private int regionBytes() {
    return MAX_BLOCKS * pitch + 64;
  }

  /** Index in {@link #codes} of a region's first block. */
  int start(int region) {
    return region * regionBytes();
  }

  /** Forgets what was wrong. */
  void begin() {
    bad = 0;
  }

  /** Whether no block so far had more planes than it may have. */
  boolean good() {
    return bad >= 0;
  }

  /**
   * Sets out to parse blocks.
   *
   * @param lane the lane
   * @param region where the code bytes go
   * @param bit first bit, counted from the array's start
   * @param limit bit behind the stream
   * @param blocks how many, at most {@link #MAX_BLOCKS}
   */
  void begin(int lane, int region, int bit, int limit, int blocks) {
    int from = start(region);
    int to = from + pitch * blocks;
    // A run of zero planes writes only its first ones.
    Arrays.fill(codes, from, to + Long.BYTES, (byte) 0);
    lanes[2 * lane] = (long) bit << 32 | (from + first);
    lanes[2 * lane + 1] = (long) limit << 32 | (to - 1);
  }

  /** Lets one lane go on in place of another. */
  void move(int lane, int to) {
    lanes[2 * to] = lanes[2 * lane];
    lanes[2 * to + 1] = lanes[2 * lane + 1];
  }

  /** The bit that a lane has reached; behind the limit if the stream was too short. */
  int bit(int lane) {
    return (int) (lanes[2 * lane] >>> 32);
  }

  /**
   * Takes steps of all lanes in turn until one has all its blocks or is at the end of its stream.
   *
   * @param stream BPC streams
   * @param active how many lanes, from 0 on
   * @return the lane that stopped
   */
  int run(byte[] stream, int active) {
    long[] state = lanes;
    long[] constants = table;
    byte[] to = codes;
    int slotMask = pitch - 1;
    int gap = first;
    int wrong = bad;
    while (true) {
      for (int lane = 0; lane < active; lane++) {
        long now = state[2 * lane];
        if (((state[2 * lane + 1] - now) & STOPPED) != 0) {
          bad = wrong;
          return lane;
        }
        int bit = (int) (now >>> 32);
        int out = (int) now;
        int slot = out & slotMask;
        long window = (long) Lanes.STREAM.get(stream, bit >>> 3) << (bit & 7);
        // 1. The base and what follows the block pass for raw symbols.
        long forced = window | constants[slot];
        // 2. Bytes that begin with neither 1 nor 0001, and where to stop; their number in front.
        long other =
            ((forced & 0x6060606060606060L) + 0x6060606060606060L)
                | (((forced & 0x1010101010101010L) ^ 0x1010101010101010L) << 3);
        long stops = (other & ~forced & HIGH) | constants[STOP + slot];
        int run = Long.numberOfLeadingZeros(stops) & 0x38;
        // 3. The symbol behind them, nothing if it has 8 bits.
        long symbol = constants[SYMBOL + (int) (forced << run >>> (64 - INDEX_BITS))];
        Lanes.STREAM.set(to, out, (window & ~(-1L >>> run)) | (symbol & 0xFFL << 56) >>> run);
        // 4. On to the next slot, over the gap if the block is complete.
        int slots = (run >>> 3) + ((int) symbol & 0xFF);
        int left = slotMask - slot - slots;
        wrong |= left + 1;
        out += slots + (gap & left >> 31);
        bit += run + ((int) symbol >>> 8);
        state[2 * lane] = (long) bit << 32 | out;
      }
    }
  }

  private static long[] makeTable(int wordBits, int pitch, int first) {
    long[] table = new long[SYMBOL + (1 << INDEX_BITS)];
    // Slots in front of the base are met in corrupt streams only; a step must get on there too.
    for (int slot = 0; slot < pitch; slot++) {
      int left = pitch - slot;
      long firstOutside = left < 8 ? 0x80L << (56 - 8 * left) : 0;
      int baseBytes = slot < first ? 0 : Math.max(0, first + wordBits / 8 - slot);
      long base = HIGH & ~(-1L >>> (8 * baseBytes));
      table[slot] = base | firstOutside;
      table[STOP + slot] = firstOutside | 0x80L << (56 - 8 * RUN_LIMIT);
    }
    int runBits = wordBits == 8 ? 3 : 4;
    for (int bits = 0; bits < 1 << INDEX_BITS; bits++) {
      table[SYMBOL + bits] = symbol(bits, runBits);
    }
    return table;
  }

  /** A symbol by its first 7 bits: code byte at the top, length from bit 8 on, planes at bit 0. */
  private static long symbol(int bits, int runBits) {
    if (bits >>> 5 == 0b01) {
      return 2 << 8 | 1;
    }
    if (bits >>> 4 == 0b001) {
      int planes = (bits >>> (4 - runBits) & (1 << runBits) - 1) + 2;
      return (3L + runBits) << 8 | planes;
    }
    if (bits >>> 3 == 0) {
      long code = bits >>> 2 == 0 ? ALL_ONES : DBP_ZERO;
      return code << 56 | 5 << 8 | 1;
    }
    return 0;
  }
}
