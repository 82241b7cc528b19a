package dev.ebpc.tools.rivals;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.nio.ByteBuffer;

/** Zstandard by zstd-jni; its contexts are made once, as a user in a hurry would do. */
final class Zstandard implements Rival {
  private final String name;
  private final ZstdCompressCtx compressor;
  private final ZstdDecompressCtx decompressor;

  Zstandard(String name, int level) {
    this.name = name;
    compressor = new ZstdCompressCtx().setLevel(level);
    decompressor = new ZstdDecompressCtx();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int maxCompressedLength(int bytes) {
    return Math.toIntExact(Zstd.compressBound(bytes));
  }

  @Override
  public int compress(byte[] source, int bytes, byte[] target) {
    return compressor.compressByteArray(target, 0, target.length, source, 0, bytes);
  }

  @Override
  public void decompress(byte[] source, int compressedBytes, byte[] target, int bytes) {
    Lengths.require(
        name,
        bytes,
        decompressor.decompressByteArray(target, 0, bytes, source, 0, compressedBytes));
  }

  @Override
  public void close() {
    compressor.close();
    decompressor.close();
  }

  @Override
  public int compress(ByteBuffer source, int bytes, ByteBuffer target) {
    return compressor.compressDirectByteBuffer(target, 0, target.capacity(), source, 0, bytes);
  }

  @Override
  public void decompress(ByteBuffer source, int compressedBytes, ByteBuffer target, int bytes) {
    Lengths.require(
        name,
        bytes,
        decompressor.decompressDirectByteBuffer(target, 0, bytes, source, 0, compressedBytes));
  }
}
