package dev.ebpc.tools.rivals;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The JDK's own zlib at its usual level. */
final class Deflate implements Rival {
  private static final int LEVEL = 6;

  private final Deflater deflater = new Deflater(LEVEL);
  private final Inflater inflater = new Inflater();

  @Override
  public String name() {
    return "deflate-6";
  }

  /** zlib stores what it cannot shrink in blocks of at least 16 KiB with five bytes each. */
  @Override
  public int maxCompressedLength(int bytes) {
    return Math.addExact(bytes, (bytes >>> 11) + 64);
  }

  @Override
  public int compress(byte[] source, int bytes, byte[] target) {
    deflater.reset();
    deflater.setInput(source, 0, bytes);
    deflater.finish();
    return requireFinished(deflater.deflate(target));
  }

  @Override
  public int compress(ByteBuffer source, int bytes, ByteBuffer target) {
    deflater.reset();
    deflater.setInput(source.clear().limit(bytes));
    deflater.finish();
    return requireFinished(deflater.deflate(target.clear()));
  }

  private int requireFinished(int length) {
    if (!deflater.finished()) {
      throw new IllegalStateException("zlib needs more room than it promised");
    }
    return length;
  }

  @Override
  public void decompress(byte[] source, int compressedBytes, byte[] target, int bytes) {
    inflater.reset();
    inflater.setInput(source, 0, compressedBytes);
    try {
      Lengths.require(name(), bytes, inflater.inflate(target, 0, bytes));
    } catch (DataFormatException refused) {
      throw new IllegalStateException(refused);
    }
  }

  @Override
  public void decompress(ByteBuffer source, int compressedBytes, ByteBuffer target, int bytes) {
    inflater.reset();
    inflater.setInput(source.clear().limit(compressedBytes));
    try {
      Lengths.require(name(), bytes, inflater.inflate(target.clear().limit(bytes)));
    } catch (DataFormatException refused) {
      throw new IllegalStateException(refused);
    }
  }

  @Override
  public void close() {
    deflater.close();
    inflater.close();
  }
}
