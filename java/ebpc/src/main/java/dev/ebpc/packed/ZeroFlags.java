package dev.ebpc.packed;

import dev.ebpc.packed.PackedException.Rule;
import dev.ebpc.packed.steps.Lanes;
import dev.ebpc.packed.steps.PackedSteps;

/**
 * The flags of a batch, a bit per word, and their forms in a payload.
 *
 * <p>Holds working memory. Not thread-safe.
 */
final class ZeroFlags {

  /** Zero bytes before the flags, so that any word has one a row before it. */
  static final int START = PackedFormat.MAX_BATCH_BYTES / 8 + PackedFormat.SLACK;

  private static final int SIZE = START + PackedFormat.SLACK;

  /** The flags, from {@link #START} on; zero before it and up to 64 bytes after the last. */
  final byte[] bits = new byte[START + SIZE];

  private final byte[] combined = new byte[SIZE];
  private final byte[] index = new byte[SIZE / 8 + PackedFormat.SLACK];
  private final byte[] listed = new byte[SIZE];
  private final PackedSteps steps;

  /** Takes an engine's steps. */
  ZeroFlags(PackedSteps steps) {
    this.steps = steps;
  }

  /**
   * Chooses the shortest form: bitmap, short, or short with rows combined; the first of equals.
   *
   * @param words words of the batch
   * @param row words of a row, 0 if there are none
   * @param head receives form, distance and length
   */
  void choose(int words, int row, BatchHead head) {
    int bytes = BatchHead.bitmapBytes(words);
    int index = BatchHead.indexBytes(words);
    clear(bits, START + bytes);
    head.flags = BatchHead.BITMAP;
    head.distance = 0;
    head.flagBytes = bytes;
    int plain = index + countBytes(bits, START, bytes);
    if (plain < head.flagBytes) {
      head.flags = BatchHead.SHORT;
      head.flagBytes = plain;
    }
    if (row > 0 && row < words) {
      combine(bits, bytes, row, combined);
      if ((words & 7) != 0) {
        combined[bytes - 1] &= (byte) ((1 << (words & 7)) - 1);
      }
      clear(combined, bytes);
      int rows = index + countBytes(combined, 0, bytes);
      if (rows < head.flagBytes) {
        head.flags = BatchHead.ROWS;
        head.distance = row;
        head.flagBytes = rows;
      }
    }
  }

  /** Writes the flags in the form that was chosen; up to 8 bytes after them may be written. */
  void write(BatchHead head, int words, byte[] out, int at) {
    int bytes = BatchHead.bitmapBytes(words);
    switch (head.flags) {
      case BatchHead.BITMAP -> System.arraycopy(bits, START, out, at, bytes);
      case BatchHead.SHORT -> {
        System.arraycopy(bits, START, combined, 0, bytes + PackedFormat.SLACK);
        writeShort(bytes, out, at);
      }
      default -> writeShort(bytes, out, at);
    }
  }

  private static void clear(byte[] flags, int from) {
    for (int i = 0; i < PackedFormat.SLACK; i += 8) {
      Lanes.LONG.set(flags, from + i, 0L);
    }
  }

  private static int countBytes(byte[] flags, int from, int bytes) {
    int count = 0;
    for (int i = 0; i < bytes; i += 8) {
      count += Long.bitCount(nonZeroBytes((long) Lanes.LONG.get(flags, from + i)));
    }
    return count;
  }

  private static long nonZeroBytes(long eight) {
    long below = ~Lanes.HIGH_BITS;
    return (((eight & below) + below) | eight) & Lanes.HIGH_BITS;
  }

  private static void combine(byte[] bits, int bytes, int row, byte[] combined) {
    int shift = row & 7;
    int near = START - (row >>> 3);
    int far = near - 1;
    for (int i = 0; i < bytes; i += 8) {
      long before =
          (long) Lanes.LONG.get(bits, near + i) << shift
              | (long) Lanes.LONG.get(bits, far + i) >>> (8 - shift);
      Lanes.LONG.set(combined, i, (long) Lanes.LONG.get(bits, START + i) ^ before);
    }
  }

  /** The index, then the bytes that are not zero: as words are split from their flags. */
  private void writeShort(int bytes, byte[] out, int at) {
    int length = steps.split(combined, bytes, 1, index, 0, listed, 0);
    int to = at + ((bytes + 7) >>> 3);
    System.arraycopy(index, 0, out, at, to - at);
    System.arraycopy(listed, 0, out, to, length);
  }

  /**
   * Reads the flags of a batch.
   *
   * @param head says their form
   * @param words words of the batch
   * @param in holds the payload
   * @param at index of the first byte of the flags
   * @param offset of that byte from the start of the head
   */
  void read(BatchHead head, int words, byte[] in, int at, int offset) throws PackedException {
    int bytes = BatchHead.bitmapBytes(words);
    clear(bits, START + (bytes & ~7));
    if (head.flags == BatchHead.BITMAP) {
      System.arraycopy(in, at, bits, START, bytes);
    } else {
      readShort(head, bytes, in, at, offset);
    }
    if ((words & 7) != 0 && (bits[START + bytes - 1] & 0xFF) >>> (words & 7) != 0) {
      throw new PackedException(
          Rule.PADDING, offset + head.flagBytes - 1, "a flag after the last word");
    }
    if (head.flags == BatchHead.ROWS) {
      undo(bits, (words + 63) >>> 6, head.distance);
      if ((words & 7) != 0) {
        bits[START + bytes - 1] &= (byte) ((1 << (words & 7)) - 1);
      }
    }
    clear(bits, START + bytes);
    int ones = 0;
    for (int i = 0; i < bytes; i += 8) {
      ones += Long.bitCount((long) Lanes.LONG.get(bits, START + i));
    }
    if (ones != head.codedWords) {
      throw new PackedException(
          Rule.FLAGS, offset, ones + " flags are set, not " + head.codedWords);
    }
  }

  private void readShort(BatchHead head, int bytes, byte[] in, int at, int offset)
      throws PackedException {
    int index = (bytes + 7) >>> 3;
    if ((bytes & 7) != 0 && (in[at + index - 1] & 0xFF) >>> (bytes & 7) != 0) {
      throw new PackedException(
          Rule.PADDING, offset + index - 1, "a byte of flags after the last word");
    }
    int listed = 0;
    for (int i = 0; i < index; i++) {
      listed += Integer.bitCount(in[at + i] & 0xFF);
    }
    if (listed != head.flagBytes - index) {
      throw new PackedException(
          Rule.FLAGS,
          offset,
          listed + " bytes of flags are listed, not " + (head.flagBytes - index));
    }
    steps.join(in, at, bytes, 1, in, at + index, combined);
    System.arraycopy(combined, 0, bits, START, bytes);
  }

  /** Every flag becomes the exclusive or of itself and those whole rows before it. */
  private static void undo(byte[] bits, int longs, int row) {
    int shift = row & 63;
    if (row < 64) {
      undoShort(bits, longs, row);
    } else if (row < 128) {
      undoPrevious(bits, longs, shift);
    } else {
      int near = START - (row >>> 6 << 3);
      for (int i = 0; i < 8 * longs; i += 8) {
        long before =
            (long) Lanes.LONG.get(bits, near + i) << shift
                | (long) Lanes.LONG.get(bits, near - 8 + i) >>> 1 >>> (63 - shift);
        Lanes.LONG.set(bits, START + i, (long) Lanes.LONG.get(bits, START + i) ^ before);
      }
    }
  }

  /** Rows within a long: doubling inside each, then the last row of one into all of the next. */
  private static void undoShort(byte[] bits, int longs, int row) {
    for (int step = row; step < 64; step *= 2) {
      for (int i = START; i < START + 8 * longs; i += 8) {
        long x = (long) Lanes.LONG.get(bits, i);
        Lanes.LONG.set(bits, i, x ^ x << step);
      }
    }
    long repeat = 0;
    for (int at = 0; at < 64; at += row) {
      repeat |= 1L << at;
    }
    long before = 0;
    for (int i = START; i < START + 8 * longs; i += 8) {
      before = (long) Lanes.LONG.get(bits, i) ^ (before >>> (64 - row)) * repeat;
      Lanes.LONG.set(bits, i, before);
    }
  }

  private static void undoPrevious(byte[] bits, int longs, int shift) {
    long near = 0;
    long far = 0;
    for (int i = START; i < START + 8 * longs; i += 8) {
      long x = (long) Lanes.LONG.get(bits, i) ^ (near << shift | far >>> 1 >>> (63 - shift));
      Lanes.LONG.set(bits, i, x);
      far = near;
      near = x;
    }
  }
}
