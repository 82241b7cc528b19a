package dev.ebpc.tools.bench;

import java.util.List;
import java.util.function.Function;

/**
 * What a race found out about one codec.
 *
 * @param codec its name
 * @param ours whether it is one of our engines
 * @param data name of the workload
 * @param ratio bytes of the words over bytes of them compressed
 * @param threads threads that coded at the same time
 * @param rounds how many rounds were measured
 * @param encode coding
 * @param decode decoding
 */
public record Result(
    String codec,
    boolean ours,
    String data,
    double ratio,
    int threads,
    int rounds,
    Direction encode,
    Direction decode) {

  /**
   * Coding or decoding: medians over all rounds.
   *
   * @param gigabytesPerSecond of uncompressed words, all threads together
   * @param lowerQuartile of the same
   * @param upperQuartile of the same
   * @param versusLz4 times as fast as native LZ4 in the same round; not a number without it
   * @param versusZstd1 times as fast as native zstd -1 in the same round; not a number without it
   * @param allocatedBytes bytes allocated for one piece
   */
  public record Direction(
      double gigabytesPerSecond,
      double lowerQuartile,
      double upperQuartile,
      double versusLz4,
      double versusZstd1,
      double allocatedBytes) {

    private static Direction of(
        Workload workload, List<Lap> laps, Function<Lap, Pass> way, List<Lap> lz4, List<Lap> zstd) {
      double[] speeds =
          laps.stream()
              .mapToDouble(lap -> lap.busyThreads() * way.apply(lap).gigabytesPerSecond(workload))
              .toArray();
      List<Pass> passes = laps.stream().map(way).toList();
      double[] allocated = passes.stream().mapToDouble(Pass::allocatedBytes).toArray();
      return new Direction(
          Statistics.median(speeds),
          Statistics.quantile(speeds, 0.25),
          Statistics.quantile(speeds, 0.75),
          speedup(passes, lz4.stream().map(way).toList()),
          speedup(passes, zstd.stream().map(way).toList()),
          Statistics.median(allocated));
    }

    /** The median of paired ratios: round by round, then the middle one. */
    private static double speedup(List<Pass> passes, List<Pass> others) {
      double[] ratios = new double[others.size()];
      for (int round = 0; round < ratios.length; round++) {
        ratios[round] = passes.get(round).speedup(others.get(round));
      }
      return Statistics.median(ratios);
    }
  }

  /** Sums up the laps of an entrant. */
  static Result of(Workload workload, Entrant entrant, List<Lap> lz4, List<Lap> zstd, int threads) {
    List<Lap> laps = entrant.laps();
    return new Result(
        entrant.codec().name(),
        entrant.codec().ours(),
        workload.name(),
        (double) workload.distinctBytes() / entrant.compressedBytes(workload.distinct()),
        threads,
        laps.size(),
        Direction.of(workload, laps, Lap::encode, lz4, zstd),
        Direction.of(workload, laps, Lap::decode, lz4, zstd));
  }
}
