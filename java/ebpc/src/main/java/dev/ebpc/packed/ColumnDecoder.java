package dev.ebpc.packed;

import dev.ebpc.packed.PackedException.Rule;

/**
 * Reads a column of bytes.
 *
 * <p>Holds working memory. Not thread-safe.
 */
final class ColumnDecoder {
  private static final int BLOCK = PlaneBlocks.VALUES;

  /** The low k bytes. */
  private static final long[] PLANES = new long[9];

  static {
    for (int k = 1; k <= 8; k++) {
      PLANES[k] = -1L >>> (64 - 8 * k);
    }
  }

  private final byte[] tile = new byte[ColumnEncoder.TILE + PackedFormat.SLACK];

  private int from;
  private int escapeAt;
  private int escapeEnd;

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
    checkWidths(in, widths, count, head.planeBytes[column], offset + widths - at);
    checkPadding(in, widths, planesEnd, count, offset + planesEnd - at);
    from = at;
    escapeAt = planesEnd;
    escapeEnd = widths;
    for (int done = 0; done < count; done += ColumnEncoder.TILE) {
      int part = Math.min(ColumnEncoder.TILE, count - done);
      int bytes = (part + BLOCK - 1) & -BLOCK;
      load(in, widths + (done >>> 7), part);
      PlaneBlocks.transpose(tile, bytes);
      if (!fill(in, widths + (done >>> 7), part)) {
        throw wrongEscapes(head, column, offset + planesEnd - at);
      }
      System.arraycopy(tile, 0, values, done, bytes);
    }
    if (escapeAt != escapeEnd) {
      throw wrongEscapes(head, column, offset + planesEnd - at);
    }
  }

  private static PackedException wrongEscapes(BatchHead head, int column, int offset) {
    return new PackedException(
        Rule.ESCAPES,
        offset,
        "the planes have other escapes than the " + head.escapes[column] + " that are there");
  }

  private static void checkWidths(byte[] in, int widths, int count, int planeBytes, int offset)
      throws PackedException {
    int blocks = (count + BLOCK - 1) / BLOCK;
    int sum = 0;
    for (int block = 0; block < blocks - 1; block++) {
      sum += 8 * planes(code(in, widths, block));
    }
    int last = planes(code(in, widths, blocks - 1));
    sum += last * ((count - BLOCK * (blocks - 1) + 7) >>> 3);
    if (sum != planeBytes) {
      throw new PackedException(
          Rule.PLANES, offset, "widths of " + sum + " bytes of planes, not " + planeBytes);
    }
    if ((blocks & 1) != 0 && code(in, widths, blocks) != 0) {
      throw new PackedException(
          Rule.PADDING, offset + (blocks >>> 1), "a width after the last block");
    }
  }

  private static void checkPadding(byte[] in, int widths, int planesEnd, int count, int offset)
      throws PackedException {
    int k = planes(code(in, widths, (count - 1) / BLOCK));
    for (int plane = 1; plane <= k && (count & 7) != 0; plane++) {
      if ((in[planesEnd - plane] & 0xFF) >>> (count & 7) != 0) {
        throw new PackedException(Rule.PADDING, offset - plane, "a value after the last word");
      }
    }
  }

  private static int code(byte[] in, int widths, int block) {
    return in[widths + (block >>> 1)] >>> (4 * (block & 1)) & 15;
  }

  private static int planes(int code) {
    return code <= 8 ? code : code - 8;
  }

  private void load(byte[] in, int widths, int count) {
    int p = from;
    for (int block = 0; block * BLOCK < count; block++) {
      int k = planes(code(in, widths, block));
      long mask = PLANES[k];
      int start = block * BLOCK;
      int end = Math.min(start + BLOCK, (count + 7) & ~7);
      for (int i = start; i < end; i += 8) {
        WordLanes.LONG.set(tile, i, (long) WordLanes.LONG.get(in, p) & mask);
        p += k;
      }
    }
    from = p;
  }

  /** Puts escaped values in their places; false if there are more of them than bytes. */
  private boolean fill(byte[] in, int widths, int count) {
    int q = escapeAt;
    for (int block = 0; block * BLOCK < count; block++) {
      int code = code(in, widths, block);
      if (code > 8) {
        int start = block * BLOCK;
        int end = Math.min(start + BLOCK, (count + 7) & ~7);
        q = fillBlock(in, q, start, end, (1L << (code - 8)) - 1);
        if (q > escapeEnd) {
          return false;
        }
      }
    }
    escapeAt = q;
    return true;
  }

  private int fillBlock(byte[] in, int at, int start, int end, long ones) {
    long all = ones * WordLanes.ONES;
    long below = ~WordLanes.HIGH_BITS;
    int q = at;
    for (int i = start; i < end; i += 8) {
      long x = (long) WordLanes.LONG.get(tile, i);
      long y = x ^ all;
      long escaped = ~(((y & below) + below) | y) & WordLanes.HIGH_BITS;
      long mask = (escaped << 1) - (escaped >>> 7);
      long value = Long.expand((long) WordLanes.LONG.get(in, q), mask);
      WordLanes.LONG.set(tile, i, (x & ~mask) | value);
      q += Long.bitCount(escaped);
    }
    return q;
  }
}
