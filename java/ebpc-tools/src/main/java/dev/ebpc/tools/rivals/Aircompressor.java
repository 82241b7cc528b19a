package dev.ebpc.tools.rivals;

import io.airlift.compress.v3.Compressor;
import io.airlift.compress.v3.Decompressor;
import io.airlift.compress.v3.lz4.Lz4JavaCompressor;
import io.airlift.compress.v3.lz4.Lz4JavaDecompressor;
import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import io.airlift.compress.v3.zstd.ZstdJavaDecompressor;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** The codecs of aircompressor that are written in Java. */
final class Aircompressor implements Rival {
  private final String name;
  private final Compressor compressor;
  private final Decompressor decompressor;

  private Aircompressor(String name, Compressor compressor, Decompressor decompressor) {
    this.name = name;
    this.compressor = compressor;
    this.decompressor = decompressor;
  }

  static Aircompressor lz4(String name) {
    return new Aircompressor(name, new Lz4JavaCompressor(), new Lz4JavaDecompressor());
  }

  static Aircompressor zstd(String name) {
    return new Aircompressor(name, new ZstdJavaCompressor(), new ZstdJavaDecompressor());
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
    return compressor.compress(segment(source, bytes), segment(target, target.capacity()));
  }

  @Override
  public void decompress(ByteBuffer source, int compressedBytes, ByteBuffer target, int bytes) {
    MemorySegment words = segment(target, bytes);
    Lengths.require(name, bytes, decompressor.decompress(segment(source, compressedBytes), words));
  }

  private static MemorySegment segment(ByteBuffer memory, int bytes) {
    return MemorySegment.ofBuffer(memory.clear().limit(bytes));
  }
}
