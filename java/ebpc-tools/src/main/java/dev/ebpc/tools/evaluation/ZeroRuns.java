package dev.ebpc.tools.evaluation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * How often a tensor has a run of zero words of each length: all that zero-value coding, run-length
 * coding, CSC and the zero/non-zero stream of EBPC depend on, whatever their longest run.
 *
 * <p>Filled by 64 words at a time, from masks of their non-zero words. Not thread-safe.
 */
public final class ZeroRuns {
  private static final int SHORT = 1024;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_OF_BYTES = 0x0101010101010101L;
  private static final long LOW_OF_SHORTS = 0x0001000100010001L;

  private final long[] shortRuns = new long[SHORT];
  private final Map<Long, Long> longRuns = new TreeMap<>();
  private long words;
  private long nonZeros;

  /** Zeros since the last non-zero word. */
  private long open;

  /**
   * Counts the runs of a tensor.
   *
   * @param containers words of 1, 2 or 4 bytes, little-endian
   * @param size bytes of a word
   * @param signless whether the sign bit does not count: both zeros of floating point are zero then
   */
  public static ZeroRuns of(byte[] containers, int size, boolean signless) {
    ZeroRuns runs = new ZeroRuns();
    int words = containers.length / size;
    int whole = words / 64 * 64;
    long counted = signless ? magnitudeBits(size) : -1L;
    for (int first = 0; first < whole; first += 64) {
      runs.add(nonZeroMask(containers, first * size, size, counted), 64);
    }
    if (whole < words) {
      byte[] rest = new byte[64 * size];
      System.arraycopy(containers, whole * size, rest, 0, (words - whole) * size);
      runs.add(nonZeroMask(rest, 0, size, counted), words - whole);
    }
    return runs;
  }

  private static long magnitudeBits(int size) {
    return switch (size) {
      case 1 -> 0x7F7F_7F7F_7F7F_7F7FL;
      case 2 -> 0x7FFF_7FFF_7FFF_7FFFL;
      default -> 0x7FFF_FFFF_7FFF_FFFFL;
    };
  }

  /** Bit i tells whether word i of 64 is not zero. */
  private static long nonZeroMask(byte[] containers, int start, int size, long counted) {
    long mask = 0;
    int perLong = 8 / size;
    for (int i = 0; i < 64; i += perLong) {
      long x = (long) LONGS.get(containers, start + i * size) & counted;
      mask |= gather(x, size) << i;
    }
    return mask;
  }

  /** One bit per word of a long. */
  private static long gather(long x, int size) {
    if (size == 4) {
      return ((int) x != 0 ? 1 : 0) | (x >>> 32 != 0 ? 2 : 0);
    }
    long any = x;
    if (size == 2) {
      any |= any >>> 8 & 0x00FF00FF00FF00FFL;
    }
    any |= any >>> 4 & 0x0F0F0F0F0F0F0F0FL;
    any |= any >>> 2 & 0x3333333333333333L;
    any |= any >>> 1;
    // The product collects the lowest bit of every word in the uppermost ones.
    return size == 1
        ? ((any & LOW_OF_BYTES) * 0x0102040810204080L) >>> 56
        : ((any & LOW_OF_SHORTS) * 0x0001000200040008L) >>> 48 & 0xF;
  }

  /**
   * Adds words.
   *
   * @param nonZero bit i tells whether word i is not zero; bits from count on are 0
   * @param count words, 1 to 64
   */
  void add(long nonZero, int count) {
    words += count;
    nonZeros += Long.bitCount(nonZero);
    if (nonZero == 0) {
      open += count;
      return;
    }
    close(open + Long.numberOfTrailingZeros(nonZero));
    // Only non-zero words behind a zero end a run.
    long ends = nonZero & ~(nonZero << 1) & ~Long.lowestOneBit(nonZero);
    while (ends != 0) {
      int end = Long.numberOfTrailingZeros(ends);
      close(Long.numberOfLeadingZeros(nonZero << (64 - end)));
      ends &= ends - 1;
    }
    open = count - 64 + Long.numberOfLeadingZeros(nonZero);
  }

  private void close(long run) {
    if (run < SHORT) {
      shortRuns[(int) run]++;
    } else {
      longRuns.merge(run, 1L, Long::sum);
    }
  }

  /** Words of the tensor. */
  public long words() {
    return words;
  }

  /** Words that are not zero. */
  public long nonZeros() {
    return nonZeros;
  }

  /** Length of the run that ends the tensor, 0 if its last word is not zero. */
  public long finalRun() {
    return open;
  }

  /**
   * Sums over all runs but the final one.
   *
   * @param bits what a run of a length costs
   */
  public long sum(LongUnaryOperator bits) {
    long sum = 0;
    for (int run = 1; run < SHORT; run++) {
      if (shortRuns[run] > 0) {
        sum += shortRuns[run] * bits.applyAsLong(run);
      }
    }
    for (Map.Entry<Long, Long> entry : longRuns.entrySet()) {
      sum += entry.getValue() * bits.applyAsLong(entry.getKey());
    }
    return sum;
  }
}
