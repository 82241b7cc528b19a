package dev.ebpc.packed;

import dev.ebpc.packed.PackedException.Rule;
import dev.ebpc.packed.steps.Blocks;
import dev.ebpc.packed.steps.Lanes;
import dev.ebpc.packed.steps.PackedSteps;

/**
 * Reads a column of bytes.
 *
 * <p>Holds working memory. Not thread-safe.
 */
final class ColumnDecoder {
  private static final int BLOCK = Blocks.VALUES;

  /** The low half of every byte. */
  private static final long LOW_HALVES = 0x0F0F0F0F0F0F0F0FL;

  private final Blocks blocks = new Blocks(PackedFormat.MAX_BATCH_BYTES / BLOCK);
  private final PackedSteps steps;

  /** Takes an engine's steps. */
  ColumnDecoder(PackedSteps steps) {
    this.steps = steps;
  }

  /**
   * Decodes a column.
   *
   * @param head says its lengths
   * @param column which one
   * @param in holds the payload
   * @param at index of the column's first byte
   * @param offset of that byte from the start of the head
   * @param values receives the values; up to 64 bytes after them are written
   */
  void decode(BatchHead head, int column, byte[] in, int at, int offset, byte[] values)
      throws PackedException {
    int count = head.codedWords;
    int planesEnd = at + head.planeBytes[column];
    int widths = planesEnd + head.escapes[column];
    readWidths(in, widths, count);
    checkWidths(count, head.planeBytes[column], offset + widths - at);
    checkPadding(in, planesEnd, count, offset + planesEnd - at);
    blocks.planes = in;
    blocks.plane = at;
    blocks.escaped = in;
    blocks.escape = planesEnd;
    blocks.escapeEnd = widths;
    blocks.block = 0;
    boolean enough = true;
    for (int done = 0; enough && done < count; done += PackedSteps.MOST_VALUES) {
      int part = Math.min(PackedSteps.MOST_VALUES, count - done);
      enough = steps.decodeBlocks(blocks, part, values, done);
    }
    blocks.planes = values;
    blocks.escaped = values;
    if (!enough || blocks.escape != widths) {
      throw new PackedException(
          Rule.ESCAPES,
          offset + planesEnd - at,
          "the planes have other escapes than the " + head.escapes[column] + " that are there");
    }
  }

  /** Halves of bytes to bytes, 8 at a time: up to 7 codes after the last are not the column's. */
  private void readWidths(byte[] in, int widths, int count) {
    for (int i = 0; i < (count + BLOCK - 1) / BLOCK; i += 8) {
      long four = (int) Lanes.INT.get(in, widths + (i >>> 1)) & 0xFFFFFFFFL;
      Lanes.LONG.set(blocks.codes, i, Long.expand(four, LOW_HALVES));
    }
  }

  private void checkWidths(int count, int planeBytes, int offset) throws PackedException {
    int last = (count - 1) / BLOCK;
    int sum = Blocks.planes(blocks.codes[last]) * ((count - BLOCK * last + 7) >>> 3);
    for (int i = 0; i < last; i++) {
      // A code is its planes but for bit 3, which stands for 8 if no other is set.
      int code = blocks.codes[i];
      sum += 8 * (code - (code > 8 ? 8 : 0));
    }
    if (sum != planeBytes) {
      throw new PackedException(
          Rule.PLANES, offset, "widths of " + sum + " bytes of planes, not " + planeBytes);
    }
    if ((last & 1) == 0 && blocks.codes[last + 1] != 0) {
      throw new PackedException(
          Rule.PADDING, offset + (last >>> 1), "a width after the last block");
    }
  }

  private void checkPadding(byte[] in, int planesEnd, int count, int offset)
      throws PackedException {
    int k = Blocks.planes(blocks.codes[(count - 1) / BLOCK]);
    for (int plane = 1; plane <= k && (count & 7) != 0; plane++) {
      if ((in[planesEnd - plane] & 0xFF) >>> (count & 7) != 0) {
        throw new PackedException(Rule.PADDING, offset - plane, "a value after the last word");
      }
    }
  }
}
