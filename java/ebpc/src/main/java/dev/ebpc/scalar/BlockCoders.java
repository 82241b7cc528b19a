package dev.ebpc.scalar;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;

/** Picks the kernel for a width and block size. */
final class BlockCoders {

  private BlockCoders() {}

  static BlockCoder of(CodeParameters parameters, NumberFormat format) {
    if (parameters.wordBits() == 8 && parameters.blockSize() == 8 && format.containerBytes() == 1) {
      return new ByteBlocks();
    }
    return new GeneralBlocks(parameters, format);
  }
}
