package dev.ebpc.scalar;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Words of a tile as lanes of 64-bit integers: the views and constants that the kernels share. */
final class Lanes {

  /** Little-endian longs of a byte array: lane 0 lies in the least significant place. */
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Little-endian ints of a byte array. */
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Little-endian shorts of a byte array. */
  static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  /** Big-endian longs of a byte array: the first bit of a stream lies in the sign place. */
  static final VarHandle STREAM =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Lanes() {}

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
