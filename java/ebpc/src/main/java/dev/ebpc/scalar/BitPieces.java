package dev.ebpc.scalar;

import dev.ebpc.code.BitWriter;

/**
 * Pieces of a bit stream that wait to be written one behind the other.
 *
 * <p>Making the pieces and appending them are two loops: in one, the serial chain of the appender
 * holds everything up. Working memory; not thread-safe.
 */
public final class BitPieces {

  /** Bits of the longest piece, so that with 7 bits of an unfinished byte it fits into 64. */
  public static final int MAX_BITS = 56;

  /** The pieces, left-aligned and zero behind their bits; their length in the lowest byte. */
  public final long[] pieces;

  /**
   * Makes room.
   *
   * @param capacity most pieces
   */
  public BitPieces(int capacity) {
    pieces = new long[capacity];
  }

  /**
   * Appends the first pieces to a stream. Every step stores 8 bytes and goes on by whole bytes,
   * which takes half the operations of filling up 64-bit words.
   *
   * @param count how many
   * @param out where the stream is written
   */
  public void appendTo(BitWriter out, int count) {
    long[] waiting = pieces;
    byte[] bytes = out.bytes;
    out.align();
    int at = out.at;
    int fill = out.fill;
    long buffer = out.buffer;
    for (int i = 0; i < count; i++) {
      long piece = waiting[i];
      buffer |= (piece & ~0xFF) >>> fill;
      Lanes.STREAM.set(bytes, at, buffer);
      fill += (int) piece & 0xFF;
      buffer <<= fill & 56;
      at += fill >>> 3;
      fill &= 7;
    }
    out.at = at;
    out.buffer = buffer;
    out.fill = fill;
  }
}
