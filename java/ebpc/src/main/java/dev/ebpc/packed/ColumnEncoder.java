package dev.ebpc.packed;

import dev.ebpc.packed.steps.Blocks;
import dev.ebpc.packed.steps.Lanes;
import dev.ebpc.packed.steps.PackedSteps;

/**
 * Codes a column of bytes, tile by tile: planes go to the payload at once, escaped values and
 * widths follow them at the end.
 *
 * <p>Holds working memory. Not thread-safe.
 */
final class ColumnEncoder {

  /** The low half of every byte. */
  private static final long LOW_HALVES = 0x0F0F0F0F0F0F0F0FL;

  private final byte[] escaped = new byte[PackedFormat.MAX_BATCH_BYTES + PackedFormat.SLACK];
  private final Blocks blocks = new Blocks(PackedFormat.MAX_BATCH_BYTES / Blocks.VALUES);
  private final PackedSteps steps;
  private int start;

  /** Takes an engine's steps. */
  ColumnEncoder(PackedSteps steps) {
    this.steps = steps;
  }

  /** Begins a column whose planes go to an index of the payload. */
  void begin(byte[] payload, int at) {
    start = at;
    blocks.planes = payload;
    blocks.plane = at;
    blocks.escaped = escaped;
    blocks.escape = 0;
    blocks.block = 0;
  }

  /**
   * Codes the values of a tile.
   *
   * @param values the values; zeros up to a multiple of 64
   * @param from index of the first one
   * @param count how many; whole tiles but for the last
   */
  void add(byte[] values, int from, int count) {
    steps.encodeBlocks(values, from, count, blocks);
  }

  /** Ends the column and notes its lengths; returns the index after it. */
  int end(BatchHead head, int column) {
    byte[] out = blocks.planes;
    int to = blocks.plane + blocks.escape;
    head.planeBytes[column] = blocks.plane - start;
    head.escapes[column] = blocks.escape;
    System.arraycopy(escaped, 0, out, blocks.plane, blocks.escape);
    Lanes.LONG.set(blocks.codes, blocks.block, 0L);
    for (int i = 0; i < blocks.block; i += 8) {
      int four = (int) Long.compress((long) Lanes.LONG.get(blocks.codes, i), LOW_HALVES);
      Lanes.INT.set(out, to + (i >>> 1), four);
    }
    blocks.planes = escaped;
    return to + ((blocks.block + 1) >>> 1);
  }
}
