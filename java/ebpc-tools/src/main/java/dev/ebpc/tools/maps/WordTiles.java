package dev.ebpc.tools.maps;

import dev.ebpc.code.NumberFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Reads words out of their containers, a tile at a time, in loops that the compiler vectorises. */
public final class WordTiles {
  /** Words of a tile: a multiple of every block size. */
  public static final int WORDS = 4096;

  private static final ValueLayout.OfShort SHORTS =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INTS =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment containers;
  private final int size;
  private final short[] shorts = new short[WORDS];

  /** Starts at the first word. */
  public WordTiles(byte[] containers, NumberFormat format) {
    this.containers = MemorySegment.ofArray(containers);
    this.size = format.containerBytes();
  }

  /**
   * Reads a tile.
   *
   * @param first its first word
   * @param tile receives the words, sign-extended from their containers
   * @param count how many
   */
  public void read(int first, int[] tile, int count) {
    long at = (long) first * size;
    switch (size) {
      case 1 -> {
        for (int i = 0; i < count; i++) {
          tile[i] = containers.get(ValueLayout.JAVA_BYTE, at + i);
        }
      }
      case 2 -> {
        MemorySegment.copy(containers, SHORTS, at, shorts, 0, count);
        for (int i = 0; i < count; i++) {
          tile[i] = shorts[i];
        }
      }
      default -> MemorySegment.copy(containers, INTS, at, tile, 0, count);
    }
  }
}
