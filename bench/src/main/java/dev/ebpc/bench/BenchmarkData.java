package dev.ebpc.bench;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.bench.Workload;
import dev.ebpc.tools.demo.FeatureMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The data of the benchmarks by name: the feature maps that come with the tools, and extremes. */
final class BenchmarkData {
  /** More than the caches next to a core hold. */
  private static final int LEAST_BYTES = 4 << 20;

  private static final String FIXED16 = "fixed16";
  private static final double DENSE_BELOW = 0.50;
  private static final double SPARSE_ABOVE = 0.60;

  private BenchmarkData() {}

  /**
   * Makes data.
   *
   * @param name dense (less than half zeros), middle, sparse (more than 60 % zeros): 8-bit maps by
   *     density; all: these together; fixed12, fixed16 (words of int16), float16, float32: maps of
   *     that format; noise, zeros
   * @param pieceBytes bytes of a piece
   * @return pieces of exactly this length, the maps' words repeated as long as it takes
   */
  static Workload of(String name, int pieceBytes) throws IOException {
    int bytes = Math.max(LEAST_BYTES, pieceBytes);
    return switch (name) {
      case "noise" -> Workload.noise(NumberFormat.INT8, bytes, pieceBytes);
      case "zeros" -> Workload.zeros(NumberFormat.INT8, bytes, pieceBytes);
      case "dense" -> bytesWhere(name, pieceBytes, zeros -> zeros < DENSE_BELOW);
      case "middle" ->
          bytesWhere(name, pieceBytes, zeros -> zeros >= DENSE_BELOW && zeros <= SPARSE_ABOVE);
      case "sparse" -> bytesWhere(name, pieceBytes, zeros -> zeros > SPARSE_ABOVE);
      case "all" -> bytesWhere(name, pieceBytes, zeros -> true);
      default -> {
        NumberFormat format =
            name.equals(FIXED16) ? NumberFormat.INT16 : NumberFormat.ofLabel(name);
        yield maps(name, format, pieceBytes, map -> map.format() == format);
      }
    };
  }

  private static Workload bytesWhere(String name, int pieceBytes, Predicate<Double> zeros)
      throws IOException {
    return maps(
        name,
        NumberFormat.INT8,
        pieceBytes,
        map -> map.format() == NumberFormat.INT8 && zeros.test(zeroShare(map.containers())));
  }

  private static Workload maps(
      String name, NumberFormat format, int pieceBytes, Predicate<FeatureMap> wanted)
      throws IOException {
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    List<FeatureMap> maps = FeatureMap.shipped().stream().filter(wanted).toList();
    maps.forEach(map -> words.writeBytes(map.containers()));
    byte[] once = words.toByteArray();
    int pieces = Math.max(1, Math.ceilDiv(once.length, pieceBytes));
    Workload exact = Workload.cut(name, format, cycle(once, pieces * pieceBytes), pieceBytes);
    return exact.repeated(LEAST_BYTES);
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
