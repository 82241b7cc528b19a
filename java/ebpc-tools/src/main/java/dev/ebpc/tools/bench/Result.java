package dev.ebpc.tools.bench;

import dev.ebpc.tools.rivals.Rivals;
import java.util.List;
import java.util.function.Function;

/**
 * What a race found out about one codec.
 *
 * @param codec its name
 * @param ours whether it is one of our engines
 * @param data name of the group, or of all data
 * @param ratio bytes of the words over bytes of them compressed
 * @param threads threads that coded at the same time
 * @param rounds in how many rounds it had some of these data
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

    private static Direction of(Race race, List<Lap> laps, Function<Lap, Pass> way, int[] pieces) {
      double[] speeds =
          laps.stream()
              .mapToDouble(
                  lap ->
                      lap.busyThreads()
                          * way.apply(lap).gigabytesPerSecond(race.workload(), pieces))
              .toArray();
      List<Pass> passes = laps.stream().map(way).toList();
      double[] allocated =
          passes.stream().mapToDouble(pass -> pass.allocatedBytes(pieces)).toArray();
      return new Direction(
          Statistics.median(speeds),
          Statistics.quantile(speeds, 0.25),
          Statistics.quantile(speeds, 0.75),
          speedup(passes, race.lapsOf(Rivals.LZ4).stream().map(way).toList(), pieces),
          speedup(passes, race.lapsOf(Rivals.ZSTD_1).stream().map(way).toList(), pieces),
          Statistics.median(allocated));
    }

    /** The median of paired ratios: round by round, then the middle one. */
    private static double speedup(List<Pass> passes, List<Pass> others, int[] pieces) {
      double[] ratios = new double[others.size()];
      for (int round = 0; round < ratios.length; round++) {
        ratios[round] = passes.get(round).speedup(others.get(round), pieces);
      }
      return Statistics.median(ratios);
    }
  }

  /** Whether there are speeds: a slow codec in a short race may never have come to these data. */
  boolean isMeasured() {
    return rounds > 0;
  }

  /**
   * Sums up the laps of an entrant.
   *
   * @param data what tables call the pieces
   * @param pieces the pieces that count
   */
  static Result of(Race race, Entrant entrant, String data, int[] pieces) {
    List<Lap> laps = entrant.laps();
    int[] distinct = Section.distinct(race.workload(), pieces);
    long bytes = Section.Extent.of(race.workload(), distinct).bytes();
    long rounds =
        laps.stream().filter(lap -> !Double.isNaN(lap.encode().allocatedBytes(pieces))).count();
    return new Result(
        entrant.codec().name(),
        entrant.codec().ours(),
        data,
        (double) bytes / entrant.compressedBytes(distinct),
        race.threads(),
        (int) rounds,
        Direction.of(race, laps, Lap::encode, pieces),
        Direction.of(race, laps, Lap::decode, pieces));
  }
}
