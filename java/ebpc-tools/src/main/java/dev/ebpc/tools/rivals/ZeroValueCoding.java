package dev.ebpc.tools.rivals;

import java.util.Arrays;

/**
 * Zero-value coding: for every 64 words a mask of those that are not zero, then these words.
 *
 * <p>Eight bytes at a time: a lane's high bit tells that it is not zero, PEXT and PDEP gather and
 * scatter the lanes. Source of the method: M. Rhu et al., "Compressing DMA Engine", HPCA 2018.
 */
final class ZeroValueCoding implements Rival {
  private static final int GROUP = 64;
  private static final int MASK_BYTES = GROUP / 8;

  private final int wordBytes;
  private final int shift;
  private final int lanes;
  private final int laneBits;
  private final long low;
  private final long high;

  /** Working memory for the last words, which do not fill a group. */
  private final byte[] rest;

  ZeroValueCoding(int wordBytes) {
    this.wordBytes = wordBytes;
    shift = Integer.numberOfTrailingZeros(wordBytes);
    lanes = Long.BYTES / wordBytes;
    laneBits = Byte.SIZE * wordBytes;
    low = Lanes.lowBits(wordBytes);
    high = low << (laneBits - 1);
    rest = new byte[GROUP * wordBytes + MASK_BYTES + Long.BYTES];
  }

  @Override
  public String name() {
    return "zvc";
  }

  @Override
  public int maxCompressedLength(int bytes) {
    int groups = bytes / wordBytes / GROUP + 1;
    return Math.addExact(bytes, groups * MASK_BYTES + Long.BYTES);
  }

  @Override
  public int compress(byte[] source, int bytes, byte[] target) {
    int groupBytes = GROUP * wordBytes;
    int at = 0;
    int to = 0;
    for (; bytes - at >= groupBytes; at += groupBytes) {
      to = compressGroup(source, at, target, to);
    }
    // The rest is coded as a group filled up with zeros, which cost nothing but their flags. Bytes
    // that are no whole word follow as they are.
    int odd = (bytes - at) % wordBytes;
    int whole = bytes - at - odd;
    Arrays.fill(rest, (byte) 0);
    System.arraycopy(source, at, rest, 0, whole);
    to = compressGroup(rest, 0, target, to);
    System.arraycopy(source, bytes - odd, target, to, odd);
    return to + odd;
  }

  private int compressGroup(byte[] source, int from, byte[] target, int start) {
    long mask = 0;
    int at = from;
    int to = start + MASK_BYTES;
    for (int lane = 0; lane < GROUP; lane += lanes) {
      long eight = (long) Lanes.LONG.get(source, at);
      at += Long.BYTES;
      long nonZero = (((eight & ~high) + ~high) | eight) & high;
      long whole = (nonZero << 1) - (nonZero >>> (laneBits - 1));
      long flags = Long.compress(nonZero, high);
      Lanes.LONG.set(target, to, Long.compress(eight, whole));
      to += Long.bitCount(flags) << shift;
      mask |= flags << lane;
    }
    Lanes.LONG.set(target, start, mask);
    return to;
  }

  @Override
  public void decompress(byte[] source, int compressedBytes, byte[] target, int bytes) {
    int groupBytes = GROUP * wordBytes;
    int at = 0;
    int to = 0;
    for (; bytes - to >= groupBytes; to += groupBytes) {
      at = decompressGroup(source, at, compressedBytes, target, to);
    }
    int odd = (bytes - to) % wordBytes;
    int whole = bytes - to - odd;
    byte[] last = new byte[groupBytes];
    at = decompressGroup(source, at, compressedBytes, last, 0);
    System.arraycopy(last, 0, target, to, whole);
    System.arraycopy(source, at, target, to + whole, odd);
    Lengths.require(name(), compressedBytes, at + odd);
  }

  /** Longs are read past the group's last word, so the last groups are moved to where they may. */
  private int decompressGroup(byte[] source, int start, int end, byte[] target, int to) {
    if (source.length - start >= rest.length) {
      return expandGroup(source, start, target, to);
    }
    System.arraycopy(source, start, rest, 0, end - start);
    return start + expandGroup(rest, 0, target, to);
  }

  private int expandGroup(byte[] source, int start, byte[] target, int from) {
    long mask = (long) Lanes.LONG.get(source, start);
    int at = start + MASK_BYTES;
    int to = from;
    for (int lane = 0; lane < GROUP; lane += lanes) {
      long nonZero = Long.expand(mask >>> lane, low);
      long whole = (nonZero << laneBits) - nonZero;
      Lanes.LONG.set(target, to, Long.expand((long) Lanes.LONG.get(source, at), whole));
      at += Long.bitCount(nonZero) << shift;
      to += Long.BYTES;
    }
    return at;
  }
}
