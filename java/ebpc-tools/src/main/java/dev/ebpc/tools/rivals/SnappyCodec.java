package dev.ebpc.tools.rivals;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xerial.snappy.Snappy;

/** Snappy by snappy-java. */
final class SnappyCodec implements Rival {

  @Override
  public String name() {
    return "snappy";
  }

  @Override
  public int maxCompressedLength(int bytes) {
    return Snappy.maxCompressedLength(bytes);
  }

  @Override
  public int compress(byte[] source, int bytes, byte[] target) {
    try {
      return Snappy.compress(source, 0, bytes, target, 0);
    } catch (IOException refused) {
      throw new IllegalStateException(refused);
    }
  }

  @Override
  public void decompress(byte[] source, int compressedBytes, byte[] target, int bytes) {
    try {
      Lengths.require(name(), bytes, Snappy.uncompress(source, 0, compressedBytes, target, 0));
    } catch (IOException refused) {
      throw new IllegalStateException(refused);
    }
  }

  @Override
  public int compress(ByteBuffer source, int bytes, ByteBuffer target) {
    try {
      return Snappy.compress(source.clear().limit(bytes), target.clear());
    } catch (IOException refused) {
      throw new IllegalStateException(refused);
    }
  }

  @Override
  public void decompress(ByteBuffer source, int compressedBytes, ByteBuffer target, int bytes) {
    try {
      ByteBuffer compressed = source.clear().limit(compressedBytes);
      Lengths.require(name(), bytes, Snappy.uncompress(compressed, target.clear()));
    } catch (IOException refused) {
      throw new IllegalStateException(refused);
    }
  }
}
