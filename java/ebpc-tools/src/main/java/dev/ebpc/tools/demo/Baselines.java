package dev.ebpc.tools.demo;

import dev.ebpc.code.NumberFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The simple methods that EBPC is compared with, as the published evaluation counts them.
 *
 * @param words words of the tensor
 * @param zeros words of value zero; of floating point, both zeros
 * @param zvcBits zero-value coding: a flag per word, and every non-zero word
 * @param zeroRleBits zero run-length coding with runs of up to 16
 */
record Baselines(long words, long zeros, long zvcBits, long zeroRleBits) {
  private static final int MAX_RUN = 16;

  /**
   * Counts them.
   *
   * @param containers words as the format says, little-endian
   * @param format the number format
   * @param wordBits W
   */
  static Baselines of(byte[] containers, NumberFormat format, int wordBits) {
    ByteBuffer buffer = ByteBuffer.wrap(containers).order(ByteOrder.LITTLE_ENDIAN);
    long words = 0;
    long zeros = 0;
    long rle = 0;
    int run = 0;
    while (buffer.hasRemaining()) {
      words++;
      if (isZero(next(buffer, format), format)) {
        zeros++;
        if (++run == MAX_RUN) {
          rle += runBits(run);
          run = 0;
        }
      } else {
        rle += runBits(run) + 1 + wordBits;
        run = 0;
      }
    }
    rle += runBits(run);
    return new Baselines(words, zeros, words + (words - zeros) * wordBits, rle);
  }

  /** The evaluation writes a run's length itself, not less one, so that a full run needs 5 bits. */
  private static int runBits(int run) {
    return run == 0 ? 0 : run == MAX_RUN ? 1 + 5 : 1 + 4;
  }

  private static int next(ByteBuffer buffer, NumberFormat format) {
    return switch (format.containerBytes()) {
      case 1 -> buffer.get();
      case 2 -> buffer.getShort();
      default -> buffer.getInt();
    };
  }

  private static boolean isZero(int word, NumberFormat format) {
    return switch (format) {
      case FLOAT16, BFLOAT16 -> (word & 0x7fff) == 0;
      case FLOAT32 -> word << 1 == 0;
      default -> word == 0;
    };
  }
}
