package dev.ebpc.scalar;

import dev.ebpc.code.BitWriter;

/** Blocks of 8 words of 8 bits, the format of the paper's fixed8 feature maps. */
final class ByteBlocks implements BlockCoder {
  private final ByteBlockWriter writer = new ByteBlockWriter();
  private final ByteBlockReader reader = new ByteBlockReader();

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
