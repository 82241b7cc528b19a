package dev.ebpc.code;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes a bit stream, first bit in the most significant place of the first byte.
 *
 * <p>Bits gather in a 64-bit buffer that is stored as a whole, so up to 8 bytes behind the end of
 * the stream may be overwritten. Fields are open to kernels that keep them in registers meanwhile.
 * Not thread-safe.
 */
public final class BitWriter {
  private static final VarHandle BIG_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Where the stream goes. */
  public byte[] bytes;

  /** Index of the next 8 bytes to store. */
  public int at;

  /** Bits not yet stored for good, from the most significant place on. */
  public long buffer;

  /** How many bits of {@link #buffer} are in use, 0 to 63. */
  public int fill;

  private int start;

  /**
   * Begins a stream.
   *
   * @param target array with room for the stream and 8 more bytes
   * @param from index of its first byte
   */
  public void begin(byte[] target, int from) {
    bytes = target;
    start = from;
    at = from;
    buffer = 0;
    fill = 0;
  }

  /**
   * Appends bits.
   *
   * @param bits the bits, right-aligned, all higher ones zero
   * @param length 1 to 64
   */
  public void put(long bits, int length) {
    int free = 64 - fill;
    if (length < free) {
      buffer |= bits << (free - length);
      fill += length;
      return;
    }
    BIG_ENDIAN_LONG.set(bytes, at, buffer | bits >>> (length - free));
    at += 8;
    fill = length - free;
    buffer = fill == 0 ? 0 : bits << (64 - fill);
  }

  /** Stores all whole bytes of the buffer for good, so that {@link #fill} is at most 7. */
  public void align() {
    BIG_ENDIAN_LONG.set(bytes, at, buffer);
    buffer <<= fill & 56;
    at += fill >>> 3;
    fill &= 7;
  }

  /** Bits written so far. */
  public int length() {
    return (at - start) * 8 + fill;
  }

  /**
   * Ends the stream: pads with zero bits to a whole byte.
   *
   * @return index of the byte behind the stream
   */
  public int end() {
    BIG_ENDIAN_LONG.set(bytes, at, buffer);
    return at + (fill + 7) / 8;
  }
}
