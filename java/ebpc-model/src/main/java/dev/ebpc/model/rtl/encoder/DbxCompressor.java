package dev.ebpc.model.rtl.encoder;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.rtl.DbpBlock;

/**
 * {@code dbx_compressor}: selects one plane of the block and its symbol. Purely combinational.
 *
 * <p>Codes are left aligned in W bits.
 */
final class DbxCompressor {
  private final int wordBits;
  private final int blockSize;
  private final int logWordBits;
  private final int logBlockSize;
  private final int allOnes;

  private int dbx;
  private int code;
  private int length;

  DbxCompressor(HardwareParameters parameters) {
    wordBits = parameters.wordBits();
    blockSize = parameters.blockSize();
    logWordBits = parameters.logWordBits();
    logBlockSize = parameters.logBlockSize();
    allOnes = -1 >>> (33 - blockSize);
  }

  /** DBX of plane k: the plane xor the next less significant one. */
  int selectDbx(DbpBlock block, int k) {
    dbx = k == 0 ? block.plane(0) : block.plane(k) ^ block.plane(k - 1);
    return dbx;
  }

  /** Symbol of the selected plane, which is not all zero. */
  void encodePlane(DbpBlock block, int k) {
    int lowest = dbx & -dbx;
    int above = dbx & ~lowest;
    if (dbx == allOnes) {
      set(0b00000, 5);
    } else if (block.plane(k) == 0) {
      set(0b00001, 5);
    } else if (above == 0) {
      set((0b00011 << logBlockSize) | position(lowest), 5 + logBlockSize);
    } else if (above == lowest << 1) {
      set((0b00010 << logBlockSize) | position(above), 5 + logBlockSize);
    } else {
      set((1 << (blockSize - 1)) | dbx, blockSize);
    }
  }

  /** Symbol of a run of planes whose DBX is zero. */
  void encodeRun(int zeros) {
    if (zeros == 1) {
      set(0b01, 2);
    } else {
      set((0b001 << logWordBits) | (zeros - 2), 3 + logWordBits);
    }
  }

  private int position(int oneHot) {
    return blockSize - 2 - Integer.numberOfTrailingZeros(oneHot);
  }

  private void set(int bits, int length) {
    this.code = bits << (wordBits - length);
    this.length = length;
  }

  int code() {
    return code;
  }

  int length() {
    return length;
  }

  int dbx() {
    return dbx;
  }
}
