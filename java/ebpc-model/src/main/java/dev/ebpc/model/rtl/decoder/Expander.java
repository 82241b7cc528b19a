package dev.ebpc.model.rtl.decoder;

import dev.ebpc.model.HardwareParameters;

/** {@code expander}: recognises the symbol at the top of a word. Purely combinational. */
final class Expander {
  private final int wordBits;
  private final int blockSize;
  private final int logWordBits;
  private final int logBlockSize;

  private int length;
  private int zeros;
  private int dbxDbp;
  private boolean isDbp;

  Expander(HardwareParameters parameters) {
    wordBits = parameters.wordBits();
    blockSize = parameters.blockSize();
    logWordBits = parameters.logWordBits();
    logBlockSize = parameters.logBlockSize();
  }

  /**
   * Combinational part.
   *
   * @param data the next bits, left aligned in W bits
   */
  void evaluate(int data) {
    int top = data << (32 - wordBits);
    zeros = 0;
    dbxDbp = 0;
    isDbp = false;
    switch (Integer.numberOfLeadingZeros(top)) {
      case 0 -> plane(blockSize, (top << 1) >>> (33 - blockSize));
      case 1 -> run(2, 1);
      case 2 -> run(3 + logWordBits, 2 + field(top, 3, logWordBits));
      case 3 -> {
        // One bit more tells a single one from a pair; the mask falls off the end of the plane if
        // the position lies beyond it.
        int ones = (top & (1 << 27)) != 0 ? 1 << (blockSize - 2) : 3 << (blockSize - 3);
        plane(5 + logBlockSize, ones >>> field(top, 5, logBlockSize));
      }
      case 4 -> {
        plane(5, 0);
        isDbp = true;
      }
      default -> plane(5, -1 >>> (33 - blockSize));
    }
  }

  private static int field(int top, int offset, int bits) {
    return (top << offset) >>> (32 - bits);
  }

  private void plane(int length, int bits) {
    this.length = length;
    dbxDbp = bits;
  }

  private void run(int length, int zeros) {
    this.length = length;
    this.zeros = zeros;
  }

  /** Bits of the symbol. */
  int lenO() {
    return length;
  }

  /** Planes of a zero run, 0 if it is none. */
  int zerosO() {
    return zeros;
  }

  /** The plane, n-1 bits. */
  int dbxDbpO() {
    return dbxDbp;
  }

  /** The plane is a DBP, not a DBX. */
  boolean isDbpO() {
    return isDbp;
  }
}
