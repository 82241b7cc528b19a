package dev.ebpc.vector;

import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.scalar.BlockEncoder;
import dev.ebpc.scalar.WordSplitter;

/** The parameters that have kernels here, and those kernels. */
enum Kernels {
  /** Words of 8 bits in blocks of 8. */
  BYTES_8(1, 8),
  /** Words of 16 bits in blocks of 8. */
  SHORTS_8(2, 8),
  /** Words of 16 bits in blocks of 16. */
  SHORTS_16(2, 16),
  /** Words of 32 bits in blocks of 16. */
  INTS_16(4, 16);

  private static final Kernels[] ALL = values();

  final int containerBytes;
  final int blockSize;
  final WordSplitter splitter;

  Kernels(int containerBytes, int blockSize) {
    this.containerBytes = containerBytes;
    this.blockSize = blockSize;
    splitter = ZeroSplit.of(containerBytes);
  }

  /** The kernels for a batch; null if it has to be left to the scalar engine. */
  static Kernels of(ChunkBatch batch) {
    int containerBytes = batch.format.containerBytes();
    if (batch.parameters.wordBits() != 8 * containerBytes) {
      return null;
    }
    for (Kernels kernels : ALL) {
      if (kernels.containerBytes == containerBytes
          && kernels.blockSize == batch.parameters.blockSize()) {
        return kernels;
      }
    }
    return null;
  }

  BlockEncoder newEncoder() {
    return switch (this) {
      case BYTES_8 -> new ByteBlockEncoder();
      case SHORTS_8 -> new ShortBlockEncoder();
      case SHORTS_16, INTS_16 -> new LongBlockEncoder(containerBytes);
    };
  }

  SymbolParser newParser() {
    return switch (this) {
      case BYTES_8, SHORTS_8 -> new ByteSymbolParser(8 * containerBytes);
      case SHORTS_16, INTS_16 -> new LongSymbolParser(8 * containerBytes);
    };
  }

  BlockDecoder newDecoder() {
    return switch (this) {
      case BYTES_8 -> new ByteBlockDecoder();
      case SHORTS_8 -> new ShortBlockDecoder();
      case SHORTS_16, INTS_16 -> new LongBlockDecoder(containerBytes);
    };
  }
}
