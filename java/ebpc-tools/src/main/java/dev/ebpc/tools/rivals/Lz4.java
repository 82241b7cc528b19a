package dev.ebpc.tools.rivals;

import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** LZ4 blocks by lz4-java, in C or in Java. The decompressor is the one that checks its input. */
final class Lz4 implements Rival {
  private final String name;
  private final LZ4Compressor compressor;
  private final LZ4SafeDecompressor decompressor;

  Lz4(String name, LZ4Factory factory) {
    this.name = name;
    compressor = factory.fastCompressor();
    decompressor = factory.safeDecompressor();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int maxCompressedLength(int bytes) {
    return compressor.maxCompressedLength(bytes);
  }

  @Override
  public int compress(byte[] source, int bytes, byte[] target) {
    return compressor.compress(source, 0, bytes, target, 0, target.length);
  }

  @Override
  public void decompress(byte[] source, int compressedBytes, byte[] target, int bytes) {
    Lengths.require(
        name, bytes, decompressor.decompress(source, 0, compressedBytes, target, 0, bytes));
  }

  @Override
  public int compress(ByteBuffer source, int bytes, ByteBuffer target) {
    return compressor.compress(source, 0, bytes, target, 0, target.capacity());
  }

  @Override
  public void decompress(ByteBuffer source, int compressedBytes, ByteBuffer target, int bytes) {
    Lengths.require(
        name, bytes, decompressor.decompress(source, 0, compressedBytes, target, 0, bytes));
  }
}
