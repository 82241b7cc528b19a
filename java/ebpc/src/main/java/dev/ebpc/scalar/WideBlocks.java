package dev.ebpc.scalar;

import dev.ebpc.code.BitWriter;
import dev.ebpc.code.CodeParameters;

/** Blocks of 8 words of 16 or 32 bits. */
final class WideBlocks implements BlockCoder {
  private final WideBlockWriter writer;
  private final WideBlockReader reader;

  WideBlocks(CodeParameters parameters) {
    int containerBytes = parameters.wordBits() / 8;
    writer = new WideBlockWriter(containerBytes);
    reader = new WideBlockReader(containerBytes, parameters.planeRunBits());
  }

  @Override
  public void encode(byte[] values, int blocks, BitWriter out) {
    writer.encode(values, blocks, out);
  }

  @Override
  public void begin(byte[] stream, int start, int bytes) {
    reader.begin(stream, start, bytes);
  }

  @Override
  public boolean decode(int blocks, byte[] values, int to) {
    return reader.decode(blocks, values, to);
  }

  @Override
  public long bit() {
    return reader.bit();
  }
}
