package dev.ebpc.frame;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.CRC32C;

/**
 * CRC32C of words wherever they lie. They are copied through a tile that fits the L1 cache, for
 * CRC32C takes byte arrays at full speed and memory segments not at all; asking a segment for its
 * array makes an object.
 */
final class WordChecksum {
  private final CRC32C crc = new CRC32C();
  private final byte[] tile = new byte[8192];

  /**
   * Computes the checksum.
   *
   * @param words memory that holds the words
   * @param offset byte offset of the first one
   * @param bytes bytes of all of them
   * @return the CRC
   */
  int of(MemorySegment words, long offset, int bytes) {
    crc.reset();
    for (int done = 0; done < bytes; done += tile.length) {
      int part = Math.min(tile.length, bytes - done);
      MemorySegment.copy(words, ValueLayout.JAVA_BYTE, offset + done, tile, 0, part);
      crc.update(tile, 0, part);
    }
    return (int) crc.getValue();
  }

  /** Computes the checksum of the first bytes of an array. */
  int of(byte[] bytes, int length) {
    crc.reset();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
