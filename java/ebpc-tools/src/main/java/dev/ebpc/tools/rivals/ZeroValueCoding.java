package dev.ebpc.tools.rivals;

import java.util.Arrays;

/**
 * Zero-value coding: for every 64 words a mask of those that are not zero, then these words.
 *
 * <p>Source of the method: M. Rhu et al., "Compressing DMA Engine", HPCA 2018.
 */
final class ZeroValueCoding extends OnArrays {
  private final String name;
  private final ZeroGroups groups;
  private final int wordBytes;
  private final int groupBytes;

  /** Working memory for the last words, which do not fill a group, and for them compressed. */
  private final byte[] rest;

  private final byte[] lastGroup;

  private ZeroValueCoding(String name, ZeroGroups groups, int wordBytes) {
    this.name = name;
    this.groups = groups;
    this.wordBytes = wordBytes;
    groupBytes = ZeroGroups.WORDS * wordBytes;
    rest = new byte[ZeroGroups.MASK_BYTES + groupBytes + ZeroGroups.SLACK];
    lastGroup = new byte[groupBytes];
  }

  /** In plain Java. */
  static ZeroValueCoding scalar(String name, int wordBytes) {
    return new ZeroValueCoding(name, new ScalarZeroGroups(wordBytes), wordBytes);
  }

  /**
   * With the Vector API.
   *
   * @throws IllegalStateException if the vector engine does not run here
   */
  static ZeroValueCoding vector(String name, int wordBytes) {
    return new ZeroValueCoding(name, new VectorZeroGroups(wordBytes), wordBytes);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int maxCompressedLength(int bytes) {
    int masks = (bytes / groupBytes + 1) * ZeroGroups.MASK_BYTES;
    return Math.addExact(bytes, masks + ZeroGroups.SLACK);
  }

  @Override
  public int compress(byte[] source, int bytes, byte[] target) {
    int whole = bytes / groupBytes;
    int at = whole * groupBytes;
    int to = groups.compress(source, 0, whole, target, 0);
    // The rest is coded as a group filled up with zeros, which cost nothing but their flags. Bytes
    // that are no whole word follow as they are.
    int odd = (bytes - at) % wordBytes;
    Arrays.fill(lastGroup, (byte) 0);
    System.arraycopy(source, at, lastGroup, 0, bytes - at - odd);
    to = groups.compress(lastGroup, 0, 1, target, to);
    System.arraycopy(source, bytes - odd, target, to, odd);
    return to + odd;
  }

  @Override
  public void decompress(byte[] source, int compressedBytes, byte[] target, int bytes) {
    int left = bytes / groupBytes;
    int at = 0;
    int to = 0;
    while (left > 0) {
      // As many groups as cannot lead behind the array, however long they are.
      int most = ZeroGroups.MASK_BYTES + groupBytes;
      int safe = Math.min(left, (source.length - at - ZeroGroups.SLACK) / most);
      if (safe > 0) {
        at = groups.expand(source, at, safe, target, to);
      } else {
        safe = 1;
        at = expandAlone(source, at, compressedBytes, target, to);
      }
      left -= safe;
      to += safe * groupBytes;
    }
    int odd = (bytes - to) % wordBytes;
    at = expandAlone(source, at, compressedBytes, lastGroup, 0);
    System.arraycopy(lastGroup, 0, target, to, bytes - to - odd);
    System.arraycopy(source, at, target, bytes - odd, odd);
    Lengths.require(name, compressedBytes, at + odd);
  }

  /** Restores one of the last groups, which is moved to where bytes behind it may be read. */
  private int expandAlone(byte[] source, int start, int end, byte[] target, int to) {
    System.arraycopy(source, start, rest, 0, Math.min(rest.length, end - start));
    return start + groups.expand(rest, 0, 1, target, to);
  }
}
