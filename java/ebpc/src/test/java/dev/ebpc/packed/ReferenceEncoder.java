package dev.ebpc.packed;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Codes batches word by word as docs/packed.md says, with no thought of speed. */
final class ReferenceEncoder {
  private final PackedFormat format;
  private final int wordBytes;
  private final int bits;

  ReferenceEncoder(PackedFormat format) {
    this.format = format;
    wordBytes = format.containerBytes();
    bits = format.wordBits();
  }

  /** How the coded words of a batch become columns. */
  private record Manner(boolean flagged, boolean folded, int reference) {}

  /** Head and payload of a batch. */
  byte[] encode(byte[] containers, int row) {
    int[] words = words(containers);
    int n = words.length;
    int base = base(sample(words));
    boolean constant = true;
    for (int word : words) {
      constant &= word == words[0];
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (constant) {
      out.write(1);
      out.write(containers, 0, wordBytes);
      return out.toByteArray();
    }
    Manner manner = manner(sample(words), base);
    if (manner != null) {
      code(words, row, base, manner, out);
      if (out.size() <= n * wordBytes) {
        return out.toByteArray();
      }
      out.reset();
    }
    out.write(0);
    out.write(containers, 0, containers.length);
    return out.toByteArray();
  }

  private int[] words(byte[] containers) {
    int[] words = new int[containers.length / wordBytes];
    for (int i = 0; i < containers.length; i++) {
      words[i / wordBytes] |= (containers[i] & 0xFF) << (8 * (i % wordBytes));
    }
    for (int i = 0; i < words.length; i++) {
      words[i] &= (int) ((1L << bits) - 1);
    }
    return words;
  }

  private int[] sample(int[] words) {
    if (words.length * wordBytes <= 1024) {
      return words;
    }
    int run = 16 / wordBytes;
    int[] sample = new int[64 * run];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = words[(words.length - run) * (i / run) / 63 + i % run];
    }
    return sample;
  }

  private int base(int[] sample) {
    int base = 0;
    for (int digit = 0; digit < (bits + 7) / 8; digit++) {
      int low = (int) ((1L << (8 * digit)) - 1);
      TreeMap<Integer, Integer> counts = new TreeMap<>();
      for (int word : sample) {
        if ((word & low) == base) {
          counts.merge(word >>> (8 * digit) & 0xFF, 1, Integer::sum);
        }
      }
      int commonest = counts.firstKey();
      for (int value : counts.keySet()) {
        commonest = counts.get(value) > counts.get(commonest) ? value : commonest;
      }
      base |= commonest << (8 * digit);
    }
    int equal = 0;
    for (int word : sample) {
      equal += word == base ? 1 : 0;
    }
    return bits > 8 && 32 * equal < sample.length ? 0 : base;
  }

  private Manner manner(int[] sample, int base) {
    long least = 8L * wordBytes * sample.length;
    Manner best = null;
    for (int option = 0; option < 4; option++) {
      Manner manner = new Manner((option & 1) != 0, (option & 2) != 0, 0);
      int[] coded = coded(sample, base, manner);
      long cost = manner.flagged ? 3 * sample.length / 4 : 0;
      if (format.floating()) {
        manner = new Manner(manner.flagged, manner.folded, reference(coded, manner));
        cost += 8L * (wordBytes - 1) * coded.length;
      }
      for (int[] column : columns(coded, base, manner)) {
        cost += costInBits(column);
      }
      if (cost < least) {
        least = cost;
        best = manner;
      }
    }
    return best;
  }

  private static int[] coded(int[] words, int base, Manner manner) {
    List<Integer> coded = new ArrayList<>();
    for (int word : words) {
      if (!manner.flagged || word != base) {
        coded.add(word);
      }
    }
    return coded.stream().mapToInt(Integer::intValue).toArray();
  }

  private int field(int word, boolean folded) {
    if (!folded) {
      return word >>> (bits - 8) & 0xFF;
    }
    return bits == 8 ? (word << 1 | word >>> 7) & 0xFF : word >>> (bits - 9) & 0xFF;
  }

  private int reference(int[] coded, Manner manner) {
    for (int reference = 0; ; reference++) {
      int above = 0;
      for (int word : coded) {
        above += field(word, manner.folded) > reference ? 1 : 0;
      }
      if (above <= coded.length / 64) {
        return reference;
      }
    }
  }

  private int[][] columns(int[] coded, int base, Manner manner) {
    int[][] columns = new int[format.columns()][coded.length];
    for (int i = 0; i < coded.length; i++) {
      if (format.floating()) {
        columns[0][i] = manner.reference - field(coded[i], manner.folded) & 0xFF;
        continue;
      }
      long y = (coded[i] - base) & ((1L << bits) - 1);
      if (manner.folded) {
        y = y < 1L << (bits - 1) ? 2 * y : 2 * ((1L << bits) - y) - 1;
      }
      y -= manner.flagged ? 1 : 0;
      for (int j = 0; j < columns.length; j++) {
        columns[j][i] = (int) (y >>> (8 * j)) & 0xFF;
      }
    }
    return columns;
  }

  private static int width(int[] values) {
    int width = 0;
    for (int value : values) {
      width = Math.max(width, 32 - Integer.numberOfLeadingZeros(value));
    }
    return width;
  }

  private static int escapes(int[] values, int k) {
    int count = 0;
    for (int value : values) {
      count += value >= (1 << k) - 1 ? 1 : 0;
    }
    return count;
  }

  private static long costInBits(int[] values) {
    long least = (long) width(values) * values.length;
    for (int k = 1; k < 8; k++) {
      least = Math.min(least, (long) k * values.length + 8L * escapes(values, k));
    }
    return least;
  }

  private static int widthCode(int[] block) {
    int groups = (block.length + 7) / 8;
    int code = width(block);
    int least = code * groups;
    for (int k = 7; k >= 1; k--) {
      int bytes = k * groups + escapes(block, k);
      // The width's own code has the most planes of all that cost as little.
      if (bytes < least) {
        least = bytes;
        code = 8 + k;
      }
    }
    return code;
  }

  private static void column(int[] values, ByteArrayOutputStream payload, List<Integer> lengths) {
    ByteArrayOutputStream planes = new ByteArrayOutputStream();
    ByteArrayOutputStream escaped = new ByteArrayOutputStream();
    byte[] widths = new byte[((values.length + 63) / 64 + 1) / 2];
    for (int start = 0; start < values.length; start += 64) {
      int end = Math.min(values.length, start + 64);
      int code = widthCode(java.util.Arrays.copyOfRange(values, start, end));
      widths[start / 128] |= (byte) (code << (start / 64 % 2 * 4));
      int k = code <= 8 ? code : code - 8;
      int ones = (1 << k) - 1;
      for (int group = start; group < end; group += 8) {
        for (int plane = 0; plane < k; plane++) {
          int bits = 0;
          for (int i = group; i < Math.min(group + 8, end); i++) {
            int stands = code > 8 ? Math.min(values[i], ones) : values[i];
            bits |= (stands >>> plane & 1) << (i - group);
          }
          planes.write(bits);
        }
      }
      for (int i = start; i < end && code > 8; i++) {
        if (values[i] >= ones) {
          escaped.write(values[i]);
        }
      }
    }
    lengths.add(planes.size());
    lengths.add(escaped.size());
    payload.writeBytes(planes.toByteArray());
    payload.writeBytes(escaped.toByteArray());
    payload.writeBytes(widths);
  }

  private void code(int[] words, int row, int base, Manner manner, ByteArrayOutputStream out) {
    int[] coded = coded(words, base, manner);
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    for (int word : coded) {
      int shift = bits - (manner.folded ? 9 : 8);
      long rest = word & ((1L << Math.max(shift, 0)) - 1);
      rest |= manner.folded ? (long) (word >>> (bits - 1)) << Math.max(shift, 0) : 0;
      for (int i = 0; format.floating() && i < wordBytes - 1; i++) {
        payload.write((int) (rest >>> (8 * i)));
      }
    }
    List<Integer> lengths = new ArrayList<>();
    for (int[] column : columns(coded, base, manner)) {
      column(column, payload, lengths);
    }
    int form = 0;
    int distance = 0;
    byte[] flags = {};
    if (manner.flagged) {
      byte[] bitmap = bitmap(words, base, words.length);
      byte[] rows = bitmap(words, base, row > 0 && row < words.length ? row : words.length);
      flags = bitmap;
      form = 1;
      if (shortened(bitmap).length < flags.length) {
        flags = shortened(bitmap);
        form = 2;
      }
      if (row > 0 && row < words.length && shortened(rows).length < flags.length) {
        flags = shortened(rows);
        form = 3;
        distance = row;
      }
    }
    out.write(2 | form << 2 | (manner.folded ? 16 : 0));
    out.write(manner.reference);
    int container = format.floating() && !manner.flagged ? 0 : container(base);
    for (int i = 0; i < wordBytes; i++) {
      out.write(container >>> (8 * i));
    }
    lengths.addAll(0, List.of(distance, coded.length, flags.length));
    for (int length : lengths) {
      out.write(length);
      out.write(length >>> 8);
      out.write(length >>> 16);
    }
    out.writeBytes(payload.toByteArray());
    out.writeBytes(flags);
  }

  private int container(int word) {
    return format.signed() ? word << (32 - bits) >> (32 - bits) : word;
  }

  private static byte[] bitmap(int[] words, int base, int distance) {
    byte[] bitmap = new byte[(words.length + 7) / 8];
    for (int i = 0; i < words.length; i++) {
      boolean flag = words[i] != base;
      if (i >= distance) {
        flag ^= words[i - distance] != base;
      }
      bitmap[i / 8] |= (byte) ((flag ? 1 : 0) << (i % 8));
    }
    return bitmap;
  }

  private static byte[] shortened(byte[] bitmap) {
    byte[] index = new byte[(bitmap.length + 7) / 8];
    ByteArrayOutputStream listed = new ByteArrayOutputStream();
    for (int i = 0; i < bitmap.length; i++) {
      if (bitmap[i] != 0) {
        index[i / 8] |= (byte) (1 << (i % 8));
        listed.write(bitmap[i]);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(index);
    out.writeBytes(listed.toByteArray());
    return out.toByteArray();
  }
}
