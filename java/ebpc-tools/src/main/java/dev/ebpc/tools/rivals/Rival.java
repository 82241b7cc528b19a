package dev.ebpc.tools.rivals;

import java.nio.ByteBuffer;

/**
 * Another lossless compressor that a user could pick instead of this one, on byte arrays and on
 * direct memory.
 *
 * <p>Made by {@link RivalStatus#open} and closed after use, since some hold native memory. Trusts
 * its own output: this is for measuring, not for data of unknown origin. Not thread-safe.
 */
public interface Rival extends AutoCloseable {

  /** Its name in tables: {@code lz4}, {@code zstd-1} and so on. */
  String name();

  /**
   * Room that {@link #compress} needs.
   *
   * @param bytes bytes to be compressed, at least 0
   * @return bytes
   */
  int maxCompressedLength(int bytes);

  /**
   * Compresses.
   *
   * @param source holds the data from its start
   * @param bytes bytes of the data
   * @param target receives the compressed data from its start; has {@link #maxCompressedLength} at
   *     least
   * @return bytes of the compressed data
   */
  int compress(byte[] source, int bytes, byte[] target);

  /**
   * Restores.
   *
   * @param source holds compressed data from its start
   * @param compressedBytes bytes of it, as {@link #compress} gave them
   * @param target receives the data from its start
   * @param bytes bytes of the data
   * @throws IllegalStateException if the data does not come out as long as it should
   */
  void decompress(byte[] source, int compressedBytes, byte[] target, int bytes);

  /**
   * The same on direct memory. Data begin at index 0, whatever the buffers' position and limit are
   * before and after.
   */
  int compress(ByteBuffer source, int bytes, ByteBuffer target);

  /** The same on direct memory. */
  void decompress(ByteBuffer source, int compressedBytes, ByteBuffer target, int bytes);

  @Override
  default void close() {}
}
