package dev.ebpc.packed.steps;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Integers of byte arrays as lanes of bytes or words, the first in the least significant place. */
public final class Lanes {

  /** Little-endian longs. */
  public static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Little-endian ints. */
  public static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** The lowest bit of every byte. */
  public static final long ONES = 0x0101010101010101L;

  /** The highest bit of every byte. */
  public static final long HIGH_BITS = 0x8080808080808080L;

  private Lanes() {}

  /** The lowest bit of every lane of 8, 16 or 32 bits. */
  public static long lowBits(int laneBits) {
    return switch (laneBits) {
      case 8 -> ONES;
      case 16 -> 0x0001000100010001L;
      default -> 0x0000000100000001L;
    };
  }
}
