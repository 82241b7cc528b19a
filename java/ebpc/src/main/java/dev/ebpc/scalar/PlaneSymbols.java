package dev.ebpc.scalar;

import dev.ebpc.code.PlaneSymbol;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Tables of the symbols of short planes, made from {@link PlaneSymbol} once per block size. */
final class PlaneSymbols {
  private static final int MAX_PLANE_BITS = 15;

  /** Made when first needed, and handed to other threads only once complete. */
  private static final AtomicReferenceArray<int[]> TABLES =
      new AtomicReferenceArray<>(MAX_PLANE_BITS + 1);

  private PlaneSymbols() {}

  /**
   * The table of a block size.
   *
   * @param planeBits n-1
   * @param positionBits log2 n
   * @return by DBX: the symbol above 8 bits of length, that of a zero DBP at index 0; null if
   *     planes are too long
   */
  static int[] table(int planeBits, int positionBits) {
    if (planeBits > MAX_PLANE_BITS) {
      return null;
    }
    int[] table = TABLES.get(planeBits);
    if (table == null) {
      table = new int[1 << planeBits];
      for (int dbx = 0; dbx < table.length; dbx++) {
        PlaneSymbol symbol = PlaneSymbol.of(dbx, dbx, planeBits);
        table[dbx] =
            (int) symbol.bits(dbx, planeBits, positionBits) << 8
                | symbol.length(planeBits, positionBits);
      }
      TABLES.set(planeBits, table); // Racing threads make equal tables.
    }
    return table;
  }
}
