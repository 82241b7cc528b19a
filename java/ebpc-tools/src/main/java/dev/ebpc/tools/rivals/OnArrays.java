package dev.ebpc.tools.rivals;

import java.nio.ByteBuffer;

/** A rival that knows arrays only: direct memory is copied, as a user of it would have to. */
abstract class OnArrays implements Rival {
  private byte[] source = {};
  private byte[] target = {};

  @Override
  public final int compress(ByteBuffer direct, int bytes, ByteBuffer compressed) {
    source = withRoom(source, bytes);
    target = withRoom(target, maxCompressedLength(bytes));
    direct.get(0, source, 0, bytes);
    int length = compress(source, bytes, target);
    compressed.put(0, target, 0, length);
    return length;
  }

  @Override
  public final void decompress(
      ByteBuffer compressed, int compressedBytes, ByteBuffer direct, int bytes) {
    source = withRoom(source, compressedBytes);
    target = withRoom(target, bytes);
    compressed.get(0, source, 0, compressedBytes);
    decompress(source, compressedBytes, target, bytes);
    direct.put(0, target, 0, bytes);
  }

  private static byte[] withRoom(byte[] array, int bytes) {
    return array.length < bytes ? new byte[bytes] : array;
  }
}
