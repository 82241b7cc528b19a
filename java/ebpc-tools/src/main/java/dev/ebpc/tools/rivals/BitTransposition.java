package dev.ebpc.tools.rivals;

import java.util.Arrays;

/**
 * Bit transposition: within blocks of 8 KiB, bit p of all words becomes one run of bytes, for every
 * p. Makes structure across words visible to compressors that look for repeated bytes.
 *
 * <p>Eight words at a time: their bytes are brought together by significance, and each eight bytes
 * are transposed as an 8 x 8 matrix of bits. Words that fill no group of eight stay as they are.
 * Source of the idea: K. Masui et al., "A compression scheme for radio data in high performance
 * computing", Astronomy and Computing 12, 2015.
 */
final class BitTransposition {
  private static final int BLOCK_BYTES = 8192;

  private final int wordBytes;
  private final int groupBytes;

  BitTransposition(int wordBytes) {
    this.wordBytes = wordBytes;
    groupBytes = Byte.SIZE * wordBytes;
  }

  /** Words to planes. */
  void split(byte[] words, int bytes, byte[] planes) {
    int start = 0;
    while (bytes - start >= groupBytes) {
      int block = block(bytes - start);
      splitBlock(words, start, block, planes);
      start += block;
    }
    System.arraycopy(words, start, planes, start, bytes - start);
  }

  /** Planes to words. */
  void join(byte[] planes, int bytes, byte[] words) {
    int start = 0;
    while (bytes - start >= groupBytes) {
      int block = block(bytes - start);
      joinBlock(planes, start, block, words);
      start += block;
    }
    System.arraycopy(planes, start, words, start, bytes - start);
  }

  private int block(int bytes) {
    return Math.min(BLOCK_BYTES, bytes / groupBytes * groupBytes);
  }

  private void splitBlock(byte[] words, int start, int block, byte[] planes) {
    int planeBytes = block / groupBytes;
    for (int group = 0; group < planeBytes; group++) {
      for (int place = 0; place < wordBytes; place++) {
        long bits = transpose(gather(words, start + group * groupBytes, place));
        int at = start + Byte.SIZE * place * planeBytes + group;
        for (int plane = 0; plane < Byte.SIZE; plane++) {
          planes[at] = (byte) bits;
          bits >>>= Byte.SIZE;
          at += planeBytes;
        }
      }
    }
  }

  private void joinBlock(byte[] planes, int start, int block, byte[] words) {
    int planeBytes = block / groupBytes;
    for (int group = 0; group < planeBytes; group++) {
      int to = start + group * groupBytes;
      Arrays.fill(words, to, to + groupBytes, (byte) 0);
      for (int place = 0; place < wordBytes; place++) {
        int at = start + Byte.SIZE * place * planeBytes + group;
        long bits = 0;
        for (int plane = 0; plane < Byte.SIZE; plane++) {
          bits |= (planes[at] & 0xffL) << (Byte.SIZE * plane);
          at += planeBytes;
        }
        scatter(transpose(bits), words, to, place);
      }
    }
  }

  /** The bytes of one significance of eight words. */
  private long gather(byte[] words, int at, int place) {
    if (wordBytes == 1) {
      return (long) Lanes.LONG.get(words, at);
    }
    long lane = lane(place);
    int bitsOfLong = Long.SIZE / wordBytes;
    long eight = 0;
    for (int i = 0; i < wordBytes; i++) {
      long some = (long) Lanes.LONG.get(words, at + Long.BYTES * i);
      eight |= Long.compress(some, lane) << (bitsOfLong * i);
    }
    return eight;
  }

  private void scatter(long eight, byte[] words, int to, int place) {
    if (wordBytes == 1) {
      Lanes.LONG.set(words, to, eight);
      return;
    }
    long lane = lane(place);
    int bitsOfLong = Long.SIZE / wordBytes;
    for (int i = 0; i < wordBytes; i++) {
      int at = to + Long.BYTES * i;
      long some = Long.expand(eight >>> (bitsOfLong * i), lane);
      Lanes.LONG.set(words, at, (long) Lanes.LONG.get(words, at) | some);
    }
  }

  /** The byte of one significance in every word of a long. */
  private long lane(int place) {
    return (0xffL * Lanes.lowBits(wordBytes)) << (Byte.SIZE * place);
  }

  /** Transposes a matrix of 8 x 8 bits by three rounds of swaps; its own inverse. */
  private static long transpose(long matrix) {
    long x = swap(matrix, 7, 0x00AA00AA00AA00AAL);
    x = swap(x, 14, 0x0000CCCC0000CCCCL);
    return swap(x, 28, 0x00000000F0F0F0F0L);
  }

  private static long swap(long x, int distance, long mask) {
    long t = (x ^ (x >>> distance)) & mask;
    return x ^ t ^ (t << distance);
  }
}
