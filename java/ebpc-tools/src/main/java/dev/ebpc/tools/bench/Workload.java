package dev.ebpc.tools.bench;

import dev.ebpc.code.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Data that codecs are measured on: pieces of one or more groups, which are coded one by one.
 *
 * @param pieces none of them empty
 * @param distinct how many of the pieces differ; those after them are copies
 */
public record Workload(List<Piece> pieces, int distinct) {
  /** Bytes of a piece unless one asks for others. */
  public static final int PIECE_BYTES = 1 << 20;

  private static final long SEED = 42;

  /**
   * Pieces that cannot be changed from outside.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Workload {
    pieces = List.copyOf(pieces);
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("there are no words to be measured");
    }
  }

  /**
   * Cuts tensors at the ends of rows.
   *
   * @param tensors whole tensors
   * @param pieceBytes most bytes of a piece
   */
  public static Workload cut(List<Piece> tensors, int pieceBytes) {
    // One group after the other, in the order of their first tensors.
    List<Piece> pieces = new ArrayList<>();
    for (Group group : groups(tensors)) {
      tensors.stream()
          .filter(tensor -> tensor.group().equals(group))
          .forEach(tensor -> pieces.addAll(tensor.cut(pieceBytes)));
    }
    return new Workload(pieces, pieces.size());
  }

  /** Words of which nothing is known: what codecs cannot shrink. */
  public static Workload noise(NumberFormat format, int bytes, int pieceBytes) {
    byte[] words = new byte[bytes];
    new Random(SEED).nextBytes(words);
    return cut(List.of(flat("noise", format, words)), pieceBytes);
  }

  /** Words of value zero. */
  public static Workload zeros(NumberFormat format, int bytes, int pieceBytes) {
    byte[] words = new byte[Math.min(bytes, pieceBytes)];
    return cut(List.of(flat("zeros", format, words)), pieceBytes).repeated(bytes);
  }

  private static Piece flat(String kind, NumberFormat format, byte[] words) {
    Group group = new Group(kind, format.label(), false);
    return new Piece(group, format, words, new long[] {words.length / format.containerBytes()});
  }

  /**
   * This data and copies of its pieces up to a length, so that little data does not stay in the
   * cache; every group gets its part. Pieces grow no longer: codecs that look for repetitions would
   * find what is none.
   *
   * @param bytes the least length wanted
   */
  public Workload repeated(long bytes) {
    List<Piece> repeated = new ArrayList<>(pieces);
    Set<Group> groups = groups();
    for (Group group : groups) {
      List<Piece> own = where(piece -> piece.group().equals(group)).pieces();
      long length = own.stream().mapToLong(Piece::bytes).sum();
      for (int i = 0; length * groups.size() < bytes; i++) {
        Piece copy = own.get(i % own.size()).copy();
        repeated.add(copy);
        length += copy.bytes();
      }
    }
    return new Workload(repeated, distinct);
  }

  /**
   * The pieces that differ and that one asks for.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Workload where(Predicate<Piece> wanted) {
    List<Piece> some = pieces.stream().limit(distinct).filter(wanted).toList();
    return new Workload(some, some.size());
  }

  /** The groups of the pieces, in the order of the pieces. */
  public Set<Group> groups() {
    return groups(pieces);
  }

  private static Set<Group> groups(List<Piece> pieces) {
    Set<Group> groups = new LinkedHashSet<>();
    pieces.forEach(piece -> groups.add(piece.group()));
    return groups;
  }

  /** Numbers of the pieces of a group, copies included. */
  int[] piecesOf(Group group) {
    return IntStream.range(0, pieces.size())
        .filter(piece -> pieces.get(piece).group().equals(group))
        .toArray();
  }

  /** Bytes of all pieces. */
  public long bytes() {
    return pieces.stream().mapToLong(Piece::bytes).sum();
  }

  /** Bytes of the longest piece. */
  public int longest() {
    return pieces.stream().mapToInt(Piece::bytes).max().getAsInt();
  }
}
