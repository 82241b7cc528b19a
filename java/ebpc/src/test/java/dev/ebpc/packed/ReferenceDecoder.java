package dev.ebpc.packed;

import dev.ebpc.packed.PackedException.Rule;

/** Reads a batch byte by byte as docs/packed.md says, with no thought of speed. */
final class ReferenceDecoder {
  private final PackedFormat format;
  private final byte[] in;
  private final int words;
  private int at;

  private ReferenceDecoder(PackedFormat format, byte[] batch, int words) {
    this.format = format;
    this.words = words;
    in = batch;
  }

  /** The containers of a batch; its bytes are at least those of its head. */
  static byte[] decode(PackedFormat format, byte[] batch, int words) throws PackedException {
    return new ReferenceDecoder(format, batch, words).decode();
  }

  private static void rule(boolean holds, Rule rule, int offset) throws PackedException {
    if (!holds) {
      throw new PackedException(rule, offset, "");
    }
  }

  private long number(int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (in[at++] & 0xFFL) << (8 * i);
    }
    return value;
  }

  private boolean isContainer(long container) {
    return container == container(container);
  }

  private long container(long word) {
    int bits = format.wordBits();
    long low = word & ((1L << bits) - 1);
    long extended = format.signed() ? low << (64 - bits) >> (64 - bits) : low;
    return extended & ((1L << (8 * format.containerBytes())) - 1);
  }

  private byte[] decode() throws PackedException {
    int wordBytes = format.containerBytes();
    int mode = (int) number(1);
    int kind = mode & 3;
    rule(kind == 2 ? mode < 32 : kind < 2 && mode < 4, Rule.MODE, 0);
    if (kind == 0) {
      long[] stored = new long[words];
      for (int i = 0; i < words; i++) {
        stored[i] = number(wordBytes);
        rule(isContainer(stored[i]), Rule.WORD, at - wordBytes);
      }
      return bytes(stored);
    }
    int reference = kind == 2 ? (int) number(1) : 0;
    rule(format.floating() || reference == 0, Rule.REFERENCE, 1);
    long base = number(wordBytes);
    boolean used = kind == 1 || (mode & 12) != 0 || !format.floating();
    rule(isContainer(base) && (used || base == 0), Rule.BASE, at - wordBytes);
    if (kind == 1) {
      long[] constant = new long[words];
      java.util.Arrays.fill(constant, base);
      return bytes(constant);
    }
    return bytes(coded(mode >> 2 & 3, (mode & 16) != 0, reference, base));
  }

  private byte[] bytes(long[] containers) {
    int wordBytes = format.containerBytes();
    byte[] bytes = new byte[containers.length * wordBytes];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (containers[i / wordBytes] >>> (8 * (i % wordBytes)));
    }
    return bytes;
  }

  private long[] coded(int form, boolean folded, int reference, long base) throws PackedException {
    int bitmap = (words + 7) / 8;
    int index = (bitmap + 7) / 8;
    int distance = (int) number(3);
    rule(form == 3 ? distance >= 1 && distance < words : distance == 0, Rule.DISTANCE, at - 3);
    int count = (int) number(3);
    rule(form == 0 ? count == words : count >= 1 && count <= words, Rule.CODED_WORDS, at - 3);
    int flagBytes = (int) number(3);
    int flagsField = at - 3;
    rule(
        switch (form) {
          case 0 -> flagBytes == 0;
          case 1 -> flagBytes == bitmap;
          default -> flagBytes >= index && flagBytes <= index + bitmap;
        },
        Rule.SECTION_LENGTH,
        flagsField);
    int columns = format.columns();
    int[] planes = new int[columns];
    int[] escapes = new int[columns];
    long total = flagBytes;
    for (int j = 0; j < columns; j++) {
      planes[j] = (int) number(3);
      rule(planes[j] <= 8 * ((count + 7) / 8), Rule.SECTION_LENGTH, at - 3);
      escapes[j] = (int) number(3);
      rule(escapes[j] <= count, Rule.SECTION_LENGTH, at - 3);
      total += planes[j] + escapes[j] + ((count + 63) / 64 + 1) / 2;
    }
    int restBytes = format.floating() ? format.containerBytes() - 1 : 0;
    int head = at;
    total += (long) head + (long) count * restBytes;
    rule(total <= (long) words * format.containerBytes(), Rule.SECTION_LENGTH, flagsField);
    boolean[] flags = flags(form, distance, count, (int) total - flagBytes, flagBytes);
    long[] rest = new long[count];
    for (int i = 0; i < count; i++) {
      rest[i] = number(restBytes);
    }
    long[] y = new long[count];
    for (int j = 0; j < columns; j++) {
      column(planes[j], escapes[j], y, 8 * j);
    }
    long[] result = new long[words];
    int next = 0;
    for (int i = 0; i < words; i++) {
      result[i] = base;
      if (flags[i]) {
        result[i] =
            format.floating()
                ? number(folded, reference, y[next], rest[next])
                : integer(form != 0, folded, base, y[next], head);
        next++;
      }
    }
    return result;
  }

  private boolean[] flags(int form, int distance, int count, int start, int length)
      throws PackedException {
    boolean[] flags = new boolean[words];
    if (form == 0) {
      java.util.Arrays.fill(flags, true);
      return flags;
    }
    int bitmapBytes = (words + 7) / 8;
    byte[] bitmap = new byte[bitmapBytes];
    if (form == 1) {
      System.arraycopy(in, start, bitmap, 0, bitmapBytes);
    } else {
      int index = (bitmapBytes + 7) / 8;
      int from = start + index;
      for (int i = bitmapBytes; i < 8 * index; i++) {
        rule((in[start + i / 8] >> (i % 8) & 1) == 0, Rule.PADDING, start + index - 1);
      }
      for (int i = 0; i < bitmapBytes; i++) {
        if ((in[start + i / 8] >> (i % 8) & 1) != 0) {
          rule(from < start + length, Rule.FLAGS, start);
          bitmap[i] = in[from++];
        }
      }
      rule(from == start + length, Rule.FLAGS, start);
    }
    for (int i = words; i < 8 * bitmapBytes; i++) {
      rule((bitmap[i / 8] >> (i % 8) & 1) == 0, Rule.PADDING, start + length - 1);
    }
    int ones = 0;
    for (int i = 0; i < words; i++) {
      flags[i] = (bitmap[i / 8] >> (i % 8) & 1) != 0;
      if (form == 3 && i >= distance) {
        flags[i] ^= flags[i - distance];
      }
      ones += flags[i] ? 1 : 0;
    }
    rule(ones == count, Rule.FLAGS, start);
    return flags;
  }

  private void column(int planeBytes, int escapeBytes, long[] y, int shift) throws PackedException {
    int blocks = (y.length + 63) / 64;
    int escaped = at + planeBytes;
    int widths = escaped + escapeBytes;
    int[] codes = new int[blocks];
    int sum = 0;
    for (int block = 0; block < blocks; block++) {
      codes[block] = in[widths + block / 2] >> (block % 2 * 4) & 15;
      int groups = (Math.min(64, y.length - 64 * block) + 7) / 8;
      sum += groups * (codes[block] > 8 ? codes[block] - 8 : codes[block]);
    }
    rule(sum == planeBytes, Rule.PLANES, widths);
    int half = in[widths + blocks / 2 - (blocks % 2 == 0 ? 1 : 0)] >> 4 & 15;
    rule(blocks % 2 == 0 || half == 0, Rule.PADDING, widths + blocks / 2);
    int last = codes[blocks - 1] > 8 ? codes[blocks - 1] - 8 : codes[blocks - 1];
    for (int byteOf = escaped - 1; y.length % 8 != 0 && byteOf >= escaped - last; byteOf--) {
      rule((in[byteOf] & 0xFF) >> (y.length % 8) == 0, Rule.PADDING, byteOf);
    }
    int next = escaped;
    for (int start = 0; start < y.length; start += 8) {
      int code = codes[start / 64];
      int k = code > 8 ? code - 8 : code;
      for (int i = start; i < Math.min(start + 8, y.length); i++) {
        int value = 0;
        for (int plane = 0; plane < k; plane++) {
          value |= (in[at + plane] >> (i - start) & 1) << plane;
        }
        if (code > 8 && value == (1 << k) - 1) {
          rule(next < widths, Rule.ESCAPES, escaped);
          value = in[next++] & 0xFF;
        }
        y[i] |= (long) value << shift;
      }
      at += k;
    }
    rule(next == widths, Rule.ESCAPES, escaped);
    at = widths + (blocks + 1) / 2;
  }

  private long integer(boolean flagged, boolean folded, long base, long y, int head)
      throws PackedException {
    rule(y < 1L << format.wordBits(), Rule.WORD, head);
    long z = flagged ? (y + 1) & ((1L << format.wordBits()) - 1) : y;
    long d = !folded ? z : z % 2 == 0 ? z / 2 : -(z + 1) / 2;
    return container(base + d);
  }

  private long number(boolean folded, int reference, long y, long rest) {
    int bits = format.wordBits();
    long field = (reference - y) & 0xFF;
    if (!folded) {
      return field << (bits - 8) | rest;
    }
    if (bits == 8) {
      return field >> 1 | (field & 1) << 7;
    }
    long sign = rest >> (bits - 9);
    return sign << (bits - 1) | field << (bits - 9) | (rest & ((1L << (bits - 9)) - 1));
  }
}
