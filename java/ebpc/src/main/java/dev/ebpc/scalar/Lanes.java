package dev.ebpc.scalar;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Words of a tile as lanes of 64-bit integers: the views and constants that the kernels share. */
public final class Lanes {

  /** Little-endian longs of a byte array: lane 0 lies in the least significant place. */
  public static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Little-endian ints of a byte array. */
  public static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Little-endian shorts of a byte array. */
  public static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  /** Big-endian longs of a byte array: the first bit of a stream lies in the sign place. */
  public static final VarHandle STREAM =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** The lowest bit of every byte. */
  static final long ONES = 0x0101010101010101L;

  /** The highest bit of every byte. */
  static final long HIGH = 0x8080808080808080L;

  /** All but the highest bit of every byte. */
  static final long LOW7 = 0x7F7F7F7F7F7F7F7FL;

  private Lanes() {}

  /** Bytes whose highest bit is set become all ones; all other bits must be zero. */
  static long whole(long high) {
    return (high << 1) - (high >>> 7);
  }

  /** The lowest byte in every byte. */
  static long broadcast(long lanes) {
    long all = lanes & 0xFF;
    all |= all << 8;
    all |= all << 16;
    return all | all << 32;
  }

  /** An 8 by 8 square of bits, mirrored on the diagonal from bit 7 of byte 0 to bit 0 of byte 7. */
  static long mirror(long square) {
    long x = square;
    long t = (x ^ (x >>> 9)) & 0x0055005500550055L;
    x ^= t ^ (t << 9);
    t = (x ^ (x >>> 18)) & 0x0000333300003333L;
    x ^= t ^ (t << 18);
    t = (x ^ (x >>> 36)) & 0x000000000F0F0F0FL;
    return x ^ t ^ (t << 36);
  }

  /** The lowest bit of every lane. */
  static long lowBits(int containerBytes) {
    return switch (containerBytes) {
      case 1 -> 0x0101010101010101L;
      case 2 -> 0x0001000100010001L;
      default -> 0x0000000100000001L;
    };
  }

  /** The highest bit of every lane. */
  static long highBits(int containerBytes) {
    return lowBits(containerBytes) << (8 * containerBytes - 1);
  }
}
