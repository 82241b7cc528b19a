package dev.ebpc.tools.rivals;

import java.io.IOException;
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
}
