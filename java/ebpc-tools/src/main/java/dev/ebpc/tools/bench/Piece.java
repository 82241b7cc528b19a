package dev.ebpc.tools.bench;

import dev.ebpc.code.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor, or whole rows or a part of one row of it, that is coded by itself. A row is the last
 * dimension.
 *
 * @param group what it belongs to
 * @param format how the words lie in memory
 * @param words containers as the format says
 * @param shape dimensions of the piece, the slowest first
 */
@SuppressWarnings("ArrayRecordComponent") // cut once and handed to codecs, never compared
public record Piece(Group group, NumberFormat format, byte[] words, long[] shape) {

  /** Bytes of the piece. */
  public int bytes() {
    return words.length;
  }

  /** The same in other memory. */
  Piece copy() {
    return new Piece(group, format, words.clone(), shape);
  }

  /**
   * Cuts this piece.
   *
   * @param most bytes of a piece, at least those of a word
   * @return this piece if it is no longer; else pieces of as many whole rows as fit, or parts of
   *     single rows if not even one row fits; none if it has no words
   */
  public List<Piece> cut(int most) {
    if (words.length <= most) {
      return words.length == 0 ? List.of() : List.of(this);
    }
    int wordBytes = format.containerBytes();
    long rowWords = shape.length == 0 ? 1 : shape[shape.length - 1];
    long rowBytes = rowWords * wordBytes;
    List<Piece> pieces = new ArrayList<>();
    if (rowBytes <= most) {
      int step = (int) (most / rowBytes * rowBytes);
      for (int at = 0; at < words.length; at += Math.min(step, words.length - at)) {
        int bytes = Math.min(step, words.length - at);
        pieces.add(part(at, bytes, bytes / rowBytes, rowWords));
      }
    } else {
      int step = most / wordBytes * wordBytes;
      for (int at = 0; at < words.length; ) {
        int left = (int) (rowBytes - at % rowBytes);
        int bytes = Math.min(step, left);
        pieces.add(part(at, bytes, bytes / wordBytes));
        at += bytes;
      }
    }
    return pieces;
  }

  private Piece part(int at, int bytes, long... dimensions) {
    return new Piece(group, format, Arrays.copyOfRange(words, at, at + bytes), dimensions);
  }
}
