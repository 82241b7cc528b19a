package dev.ebpc.packed;

/**
 * Takes bits out of the words of a tile and puts them back: a column of bytes, or the rest of
 * floating-point words.
 *
 * <p>By PEXT and PDEP, 8 bytes of words at a time.
 */
final class Columns {

  /** Bits of a word that make the byte of a column, in every lane. */
  private final long[] column;

  /** All other bits of floating-point words. */
  private final long rest;

  private final int words;
  private final int restBytes;

  /**
   * The columns of a batch.
   *
   * @param format the words' format
   * @param folded whether the sign of floating-point words belongs to the rest
   */
  Columns(PackedFormat format, boolean folded) {
    long low = WordLanes.lowBits(format.laneBits());
    column = new long[format.columns()];
    for (int i = 0; i < column.length; i++) {
      column[i] = (low * 255) << (8 * i);
    }
    if (format.floating() && format.containerBytes() > 1) {
      column[0] = low * (255L << (format.laneBits() - (folded ? 9 : 8)));
    }
    rest = ~column[0];
    words = 8 / format.containerBytes();
    restBytes = format.restBytes();
  }

  /** A column's bytes of 8 words at a time; the words are not of one byte. */
  void take(int index, byte[] tile, int values, byte[] bytes, int start) {
    gather(tile, column[index], words, values, bytes, start);
  }

  private static void gather(
      byte[] tile, long mask, int words, int values, byte[] bytes, int start) {
    int longs = 8 / words;
    int at = 0;
    for (int to = start; to < start + values; to += 8) {
      long eight = 0;
      for (int part = 0; part < longs; part++) {
        eight |= Long.compress((long) WordLanes.LONG.get(tile, at), mask) << (8 * words * part);
        at += 8;
      }
      WordLanes.LONG.set(bytes, to, eight);
    }
  }

  /** Puts a column's bytes, 8 words at a time; the tile's bits there must be zero. */
  void put(int index, byte[] bytes, int from, int values, byte[] tile) {
    scatter(bytes, from, column[index], words, values, tile);
  }

  private static void scatter(
      byte[] bytes, int from, long mask, int words, int values, byte[] tile) {
    int longs = 8 / words;
    int at = 0;
    for (int i = 0; i < values; i += 8) {
      long eight = (long) WordLanes.LONG.get(bytes, from + i);
      for (int part = 0; part < longs; part++) {
        long lanes = (long) WordLanes.LONG.get(tile, at);
        WordLanes.LONG.set(tile, at, lanes | Long.expand(eight >>> (8 * words * part), mask));
        at += 8;
      }
    }
  }

  /** Takes the rest of words; up to 8 bytes after the last may be written. Returns the end. */
  int takeRest(byte[] tile, int values, byte[] out, int at) {
    takeRest(tile, rest, (values + words - 1) / words * 8, words * restBytes, out, at);
    return at + values * restBytes;
  }

  private static void takeRest(byte[] tile, long mask, int bytes, int step, byte[] out, int at) {
    int to = at;
    for (int i = 0; i < bytes; i += 8) {
      WordLanes.LONG.set(out, to, Long.compress((long) WordLanes.LONG.get(tile, i), mask));
      to += step;
    }
  }

  /** Fills a tile with the rest of words, column bits zero; whole longs are written. */
  void putRest(byte[] in, int from, int values, byte[] tile) {
    int step = words * restBytes;
    int at = from;
    int bytes = (values + words - 1) / words * 8;
    for (int i = 0; i < bytes; i += 8) {
      WordLanes.LONG.set(tile, i, Long.expand((long) WordLanes.LONG.get(in, at), rest));
      at += step;
    }
  }
}
