package dev.ebpc.vector;

import dev.ebpc.scalar.Lanes;
import java.util.Arrays;

/**
 * Cuts BPC streams into one code per plane, several chunks in flight; there is a class per length
 * of planes.
 *
 * <p>A block's slots lie one behind the other and end at a multiple of the pitch: base, then planes
 * from plane 0 on. There are no branches in a step but the one that ends a lane: what differs
 * between the first step of a block, the ones inside and the last comes from tables.
 *
 * <p>Tables, lanes and codes are regions of one array: with several of them, C2 runs out of
 * registers in {@link #run}. Working memory of one call at a time; not thread-safe.
 */
abstract class SymbolParser {

  /** Chunks in flight. */
  static final int IN_FLIGHT = 8;

  /** Bits of a lane's distance to its last step that say there is none left. */
  static final long STOPPED = (1L << 63) | (1L << 31);

  static final int LANE_BYTES = 16;

  /** Index of the tables of a class; those of its codes follow. */
  static final int TABLES = LANE_BYTES * IN_FLIGHT;

  /**
   * Lanes, tables and codes. Per lane: bit of the stream (high half) and index of the next code
   * (low half) that it has reached, negative if a block had too many planes; then the last of each
   * from which it may take a step.
   */
  final byte[] work;

  /** Bytes of a block's slots and those in front of them, a power of two. */
  final int pitch;

  /** Bytes in front of the slot of the base. */
  final int first;

  /** Most blocks of a chunk that are parsed before they are taken away. */
  final int maxBlocks;

  private final int codes;

  /**
   * Makes a parser whose tables are still to be filled.
   *
   * @param tableBytes bytes of all tables
   * @param pitch bytes of a block
   * @param slotBytes bytes of a block's slots
   * @param maxBlocks most blocks of a region, a multiple of 8
   */
  SymbolParser(int tableBytes, int pitch, int slotBytes, int maxBlocks) {
    this.pitch = pitch;
    this.maxBlocks = maxBlocks;
    first = pitch - slotBytes;
    codes = TABLES + tableBytes;
    work = new byte[codes + IN_FLIGHT * regionBytes()];
  }

  private int regionBytes() {
    return maxBlocks * pitch + 64;
  }

  /** Index in {@link #work} of a region's first block. */
  final int start(int region) {
    return codes + region * regionBytes();
  }

  /**
   * Sets out to parse blocks.
   *
   * @param lane the lane
   * @param region where the codes go
   * @param bit first bit, counted from the array's start
   * @param limit bit behind the stream
   * @param blocks how many, at most {@link #maxBlocks}
   */
  final void begin(int lane, int region, int bit, int limit, int blocks) {
    int from = start(region);
    int to = from + pitch * blocks;
    // A run of zero planes writes only its first ones, and registers hold up to 8 blocks.
    Arrays.fill(work, from, from + pitch * ((blocks + 7) & ~7), (byte) 0);
    int at = LANE_BYTES * lane;
    Lanes.LONG.set(work, at, ((long) bit << 32) | (from + first));
    Lanes.LONG.set(work, at + 8, ((long) limit << 32) | (to - 1));
  }

  /** Lets one lane go on in place of another. */
  final void move(int lane, int to) {
    System.arraycopy(work, LANE_BYTES * lane, work, LANE_BYTES * to, LANE_BYTES);
  }

  /**
   * The bit that a lane has reached: behind the limit if the stream was too short, negative if a
   * block had too many planes.
   */
  final int bit(int lane) {
    return (int) ((long) Lanes.LONG.get(work, LANE_BYTES * lane) >>> 32);
  }

  /**
   * Takes steps of all lanes in turn until one has all its blocks or cannot go on.
   *
   * @param stream BPC streams
   * @param active how many lanes, from 0 on
   * @return the lane that stopped
   */
  abstract int run(byte[] stream, int active);
}
