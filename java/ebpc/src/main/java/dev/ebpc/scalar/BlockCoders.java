package dev.ebpc.scalar;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;

/** Picks the kernel for a width and block size. */
final class BlockCoders {

  private BlockCoders() {}

  static BlockCoder of(CodeParameters parameters, NumberFormat format) {
    boolean whole = parameters.wordBits() == 8 * format.containerBytes();
    if (whole && parameters.blockSize() == 8) {
      return format.containerBytes() == 1 ? new ByteBlocks() : new WideBlocks(parameters);
    }
    return new GeneralBlocks(parameters, format);
  }
}
