package dev.ebpc.packed.steps;

/**
 * Takes bits out of the words of a tile and puts them back: a column of bytes, or the rest of
 * floating-point words.
 *
 * <p>By PEXT and PDEP, 8 bytes of words at a time.
 */
final class Columns {

  private Columns() {}

  /** The eight bits of a column in every lane. */
  private static long mask(int wordBytes, int shift) {
    return (Lanes.lowBits(8 * wordBytes) * 255) << shift;
  }

  /** A column's bytes of 8 words at a time. */
  static void take(byte[] tile, int wordBytes, int shift, int values, byte[] bytes, int start) {
    gather(tile, mask(wordBytes, shift), 8 / wordBytes, values, bytes, start);
  }

  private static void gather(
      byte[] tile, long mask, int words, int values, byte[] bytes, int start) {
    int longs = 8 / words;
    int at = 0;
    for (int to = start; to < start + values; to += 8) {
      long eight = 0;
      for (int part = 0; part < longs; part++) {
        eight |= Long.compress((long) Lanes.LONG.get(tile, at), mask) << (8 * words * part);
        at += 8;
      }
      Lanes.LONG.set(bytes, to, eight);
    }
  }

  /** Puts a column's bytes, 8 words at a time; the tile's bits there must be zero. */
  static void put(byte[] bytes, int from, int wordBytes, int shift, int values, byte[] tile) {
    scatter(bytes, from, mask(wordBytes, shift), 8 / wordBytes, values, tile);
  }

  private static void scatter(
      byte[] bytes, int from, long mask, int words, int values, byte[] tile) {
    int longs = 8 / words;
    int at = 0;
    for (int i = 0; i < values; i += 8) {
      long eight = (long) Lanes.LONG.get(bytes, from + i);
      for (int part = 0; part < longs; part++) {
        long lanes = (long) Lanes.LONG.get(tile, at);
        Lanes.LONG.set(tile, at, lanes | Long.expand(eight >>> (8 * words * part), mask));
        at += 8;
      }
    }
  }

  /** Takes the rest of words; up to 8 bytes after the last may be written. */
  static void takeRest(byte[] tile, int wordBytes, int shift, int values, byte[] out, int at) {
    long mask = ~mask(wordBytes, shift);
    int words = 8 / wordBytes;
    int step = 8 - words;
    int bytes = (values + words - 1) / words * 8;
    int to = at;
    for (int i = 0; i < bytes; i += 8) {
      Lanes.LONG.set(out, to, Long.compress((long) Lanes.LONG.get(tile, i), mask));
      to += step;
    }
  }

  /** Fills a tile with the rest of words, column bits zero; whole longs are written. */
  static void putRest(byte[] in, int from, int wordBytes, int shift, int values, byte[] tile) {
    long mask = ~mask(wordBytes, shift);
    int words = 8 / wordBytes;
    int step = 8 - words;
    int bytes = (values + words - 1) / words * 8;
    int at = from;
    for (int i = 0; i < bytes; i += 8) {
      Lanes.LONG.set(tile, i, Long.expand((long) Lanes.LONG.get(in, at), mask));
      at += step;
    }
  }
}
