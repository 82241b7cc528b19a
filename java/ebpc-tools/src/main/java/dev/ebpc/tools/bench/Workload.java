package dev.ebpc.tools.bench;

import dev.ebpc.code.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Data that codecs are measured on, cut into pieces that are coded one by one.
 *
 * @param name what tables call it
 * @param format how the words lie in memory
 * @param pieces whole words each, none longer than the first
 * @param distinct how many of the pieces differ; the others are copies of them
 */
public record Workload(String name, NumberFormat format, List<byte[]> pieces, int distinct) {
  /** Bytes of a piece unless one asks for others. */
  public static final int PIECE_BYTES = 1 << 20;

  private static final long SEED = 42;

  /** Pieces that cannot be changed from outside. */
  public Workload {
    pieces = List.copyOf(pieces);
    if (pieces.isEmpty() || pieces.get(0).length == 0) {
      throw new IllegalArgumentException(name + ": there are no words to be measured");
    }
  }

  /**
   * Cuts words into pieces.
   *
   * @param words containers as the format says
   * @param pieceBytes bytes of a piece, a multiple of four
   */
  public static Workload cut(String name, NumberFormat format, byte[] words, int pieceBytes) {
    List<byte[]> pieces = new ArrayList<>();
    for (int at = 0; at < words.length; at += pieceBytes) {
      pieces.add(Arrays.copyOfRange(words, at, Math.min(words.length, at + pieceBytes)));
    }
    return new Workload(name, format, pieces, pieces.size());
  }

  /**
   * This data and copies of its pieces up to a length, so that little data does not stay in the
   * cache. Pieces grow no longer: codecs that look for repetitions would find what is none.
   *
   * @param bytes the least length wanted
   */
  public Workload repeated(int bytes) {
    List<byte[]> repeated = new ArrayList<>(pieces);
    long length = bytes();
    for (int i = 0; length < bytes; i++) {
      byte[] copy = pieces.get(i % pieces.size()).clone();
      repeated.add(copy);
      length += copy.length;
    }
    return new Workload(name, format, repeated, distinct);
  }

  /** Words of which nothing is known: what codecs cannot shrink. */
  public static Workload noise(NumberFormat format, int bytes, int pieceBytes) {
    byte[] words = new byte[bytes];
    new Random(SEED).nextBytes(words);
    return cut("noise-" + format.label(), format, words, pieceBytes);
  }

  /** Words of value zero. */
  public static Workload zeros(NumberFormat format, int bytes, int pieceBytes) {
    byte[] words = new byte[Math.min(bytes, pieceBytes)];
    return cut("zeros-" + format.label(), format, words, pieceBytes).repeated(bytes);
  }

  /** Bytes of all pieces. */
  public long bytes() {
    return bytes(pieces.size());
  }

  /** Bytes of the pieces that differ. */
  public long distinctBytes() {
    return bytes(distinct);
  }

  private long bytes(int count) {
    return pieces.stream().limit(count).mapToLong(piece -> piece.length).sum();
  }
}
