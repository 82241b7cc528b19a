package dev.ebpc.tools.rivals;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Words of 1, 2 or 4 bytes as lanes of little-endian longs. */
final class Lanes {
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Lanes() {}

  /** The lowest bit of every lane. */
  static long lowBits(int wordBytes) {
    return switch (wordBytes) {
      case 1 -> 0x0101010101010101L;
      case 2 -> 0x0001000100010001L;
      case 4 -> 0x0000000100000001L;
      default ->
          throw new IllegalArgumentException("words have 1, 2 or 4 bytes, found " + wordBytes);
    };
  }
}
