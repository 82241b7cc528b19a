package dev.ebpc.scalar;

/**
 * Takes blocks of 8 words of 16 or 32 bits apart into bytes and puts them together again.
 *
 * <p>Part j of a block is a 64-bit integer with bits 8 j to 8 j + 7 of every word, word 0 in the
 * least significant lane. Part 0 of all blocks comes first, then part 1.
 */
final class WordParts {

  private WordParts() {}

  /**
   * Takes blocks apart.
   *
   * @param words containers of 2 or 4 bytes
   * @param containerBytes 2 or 4
   * @param blocks how many
   * @param parts receives them, 8 bytes times blocks for every byte of a container
   */
  static void split(byte[] words, int containerBytes, int blocks, byte[] parts) {
    long low = 0xFFL * Lanes.lowBits(containerBytes);
    int lanesBits = 64 / containerBytes;
    for (int part = 0; part < containerBytes; part++) {
      int to = part * 8 * blocks;
      int from = 0;
      for (int block = 0; block < blocks; block++) {
        long lanes = 0;
        for (int shift = 0; shift < 64; shift += lanesBits) {
          lanes |= Long.compress((long) Lanes.LONG.get(words, from), low << (8 * part)) << shift;
          from += 8;
        }
        Lanes.LONG.set(parts, to, lanes);
        to += 8;
      }
    }
  }

  /**
   * Puts deltas together and adds them up.
   *
   * @param deltas as {@link #split} gives words; lane 0 is 0
   * @param base word 0 of every block
   * @param containerBytes 2 or 4
   * @param blocks how many
   * @param words receives the containers
   * @param at index of the first of them
   */
  static void join(
      byte[] deltas, int[] base, int containerBytes, int blocks, byte[] words, int at) {
    long lowBits = Lanes.lowBits(containerBytes);
    long high = Lanes.highBits(containerBytes);
    int containerBits = 8 * containerBytes;
    int lanesBits = 64 / containerBytes;
    int to = at;
    for (int block = 0; block < blocks; block++) {
      long word = base[block] & -1L >>> (64 - containerBits);
      for (int shift = 0; shift < 64; shift += lanesBits) {
        long sums = 0;
        for (int part = 0; part < containerBytes; part++) {
          long lanes = (long) Lanes.LONG.get(deltas, 8 * (part * blocks + block)) >>> shift;
          sums |= Long.expand(lanes, (0xFF * lowBits) << (8 * part));
        }
        for (int step = containerBits; step < 64; step <<= 1) {
          sums = add(sums, sums << step, high);
        }
        sums = add(sums, word * lowBits, high);
        Lanes.LONG.set(words, to, sums);
        word = sums >>> (64 - containerBits);
        to += 8;
      }
    }
  }

  private static long add(long a, long b, long high) {
    return ((a & ~high) + (b & ~high)) ^ ((a ^ b) & high);
  }
}
