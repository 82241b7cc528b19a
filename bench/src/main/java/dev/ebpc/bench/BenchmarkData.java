package dev.ebpc.bench;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.bench.Group;
import dev.ebpc.tools.bench.Piece;
import dev.ebpc.tools.bench.Section;
import dev.ebpc.tools.bench.Workload;
import dev.ebpc.tools.bench.Workloads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The data of the benchmarks by name: those of {@code ./ebpc bench}. */
final class BenchmarkData {
  /** The group of the 8-bit feature maps. */
  static final String MAPS = "fmap fixed8";

  private static final String NOISE = "noise";
  private static final String ZEROS = "zeros";

  /** More than the caches next to a core hold. */
  private static final int LEAST_BYTES = 4 << 20;

  /** Every piece has a codec of its own, and some codecs take a megabyte. */
  private static final int MOST_PIECES = 1024;

  private static final double DENSE_BELOW = 0.50;
  private static final double SPARSE_ABOVE = 0.60;

  /** Made once; null before. */
  private static List<Piece> tensors;

  private BenchmarkData() {}

  private static synchronized List<Piece> tensors() throws IOException {
    if (tensors == null) {
      tensors = Workloads.shipped();
    }
    return tensors;
  }

  /** Names of all data but single densities: the groups, all of them together, and extremes. */
  static List<String> names() throws IOException {
    List<String> names = new ArrayList<>(List.of(Section.ALL));
    Workload.cut(tensors(), Workload.PIECE_BYTES).groups().stream()
        .map(Group::name)
        .forEach(names::add);
    names.addAll(List.of(NOISE, ZEROS));
    return names;
  }

  /**
   * Data as {@code ./ebpc bench} measures them.
   *
   * @param name a group's; {@code all}: all groups; {@code noise}, {@code zeros}; or {@code dense}
   *     (less than half zeros), {@code middle}, {@code sparse} (more than 60 % zeros): 8-bit
   *     feature maps by density
   * @param pieceBytes most bytes of a piece: whole rows where a row fits
   * @throws IllegalArgumentException if there are no such data
   */
  static Workload of(String name, int pieceBytes) throws IOException {
    return switch (name) {
      case NOISE -> few(Workloads.noise(pieceBytes));
      case ZEROS -> few(Workloads.zeros(pieceBytes));
      case Section.ALL -> tensors(name, tensor -> true, pieceBytes);
      case "dense" -> maps(name, zeros -> zeros < DENSE_BELOW, pieceBytes);
      case "middle" ->
          maps(name, zeros -> zeros >= DENSE_BELOW && zeros <= SPARSE_ABOVE, pieceBytes);
      case "sparse" -> maps(name, zeros -> zeros > SPARSE_ABOVE, pieceBytes);
      default -> tensors(name, tensor -> tensor.group().name().equals(name), pieceBytes);
    };
  }

  private static Workload maps(String name, Predicate<Double> zeros, int pieceBytes)
      throws IOException {
    return tensors(
        name,
        tensor -> tensor.group().name().equals(MAPS) && zeros.test(zeroShare(tensor.words())),
        pieceBytes);
  }

  private static Workload tensors(String name, Predicate<Piece> wanted, int pieceBytes)
      throws IOException {
    return few(Workload.cut(named(name, wanted), pieceBytes));
  }

  /** Of very many pieces only some, evenly spread; few are repeated. */
  private static Workload few(Workload workload) {
    int step = Math.ceilDiv(workload.distinct(), MOST_PIECES);
    List<Piece> some =
        IntStream.iterate(0, at -> at < workload.distinct(), at -> at + step)
            .mapToObj(workload.pieces()::get)
            .toList();
    return new Workload(some, some.size()).repeated(LEAST_BYTES);
  }

  private static List<Piece> named(String name, Predicate<Piece> wanted) throws IOException {
    List<Piece> found = tensors().stream().filter(wanted).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException("no data are called " + name + "; there are " + names());
    }
    return found;
  }

  /**
   * 8-bit feature maps as tensors of one size, for questions that are about the size: the words of
   * all maps one after the other, again and again for as long as it takes.
   *
   * @param bytes bytes of every tensor, which has a single row
   */
  static Workload sized(int bytes) throws IOException {
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    List<Piece> maps = named(MAPS, tensor -> tensor.group().name().equals(MAPS));
    maps.forEach(map -> words.writeBytes(map.words()));
    byte[] once = words.toByteArray();
    byte[] cycled = cycle(once, Math.ceilDiv(once.length, bytes) * bytes);
    long[] shape = {cycled.length};
    Piece all = new Piece(maps.get(0).group(), NumberFormat.INT8, cycled, shape);
    return Workload.cut(List.of(all), bytes).repeated(LEAST_BYTES);
  }

  /** Words again and again, up to a length. */
  private static byte[] cycle(byte[] words, int bytes) {
    byte[] cycled = Arrays.copyOf(words, bytes);
    for (int at = words.length; at < bytes; at += words.length) {
      System.arraycopy(words, 0, cycled, at, Math.min(words.length, bytes - at));
    }
    return cycled;
  }

  private static double zeroShare(byte[] words) {
    int zeros = 0;
    for (byte word : words) {
      zeros += word == 0 ? 1 : 0;
    }
    return (double) zeros / words.length;
  }
}
