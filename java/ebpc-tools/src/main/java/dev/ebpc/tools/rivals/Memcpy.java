package dev.ebpc.tools.rivals;

import java.nio.ByteBuffer;

/** A plain copy: what the memory can do. */
final class Memcpy implements Rival {

  @Override
  public String name() {
    return "memcpy";
  }

  @Override
  public int maxCompressedLength(int bytes) {
    return bytes;
  }

  @Override
  public int compress(byte[] source, int bytes, byte[] target) {
    System.arraycopy(source, 0, target, 0, bytes);
    return bytes;
  }

  @Override
  public void decompress(byte[] source, int compressedBytes, byte[] target, int bytes) {
    System.arraycopy(source, 0, target, 0, bytes);
  }

  @Override
  public int compress(ByteBuffer source, int bytes, ByteBuffer target) {
    target.put(0, source, 0, bytes);
    return bytes;
  }

  @Override
  public void decompress(ByteBuffer source, int compressedBytes, ByteBuffer target, int bytes) {
    target.put(0, source, 0, bytes);
  }
}
