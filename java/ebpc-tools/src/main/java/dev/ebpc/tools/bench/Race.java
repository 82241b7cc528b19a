package dev.ebpc.tools.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures codecs side by side on one workload: after a warm-up, rounds in which every codec has
 * one lap over all groups of the data, in an order that rotates, so that whatever else the machine
 * does hits all alike and ratios of the same round can be trusted.
 */
public final class Race {
  private static final int LEAST_ROUNDS = 3;

  /** A slow codec does fewer pieces in a lap, so that there is time for so many rounds. */
  private static final int WANTED_ROUNDS = 9;

  // Shares of the time for the warm-up of all engines and of all rivals, and its limits for one.
  private static final double ENGINE_SHARE = 0.4;
  private static final double RIVAL_SHARE = 0.1;
  private static final long ENGINE_NANOS = 8_000_000_000L;
  private static final long RIVAL_NANOS = 1_000_000_000L;

  private final Workload workload;
  private final int threads;
  private final int pieces;

  /** Numbers of the pieces of each group. */
  private final Map<Group, int[]> groups = new LinkedHashMap<>();

  private final long end;
  private final long budget;
  private final Runnable tick;
  private final List<Entrant> entrants = new ArrayList<>();

  private Race(Workload workload, int threads, long budget, Runnable tick) {
    this.workload = workload;
    this.threads = threads;
    this.pieces = workload.pieces().size();
    workload.groups().forEach(group -> groups.put(group, workload.piecesOf(group)));
    this.budget = budget;
    this.end = System.nanoTime() + budget;
    this.tick = tick;
  }

  /**
   * Runs a race.
   *
   * @param workload the data
   * @param codecs who takes part
   * @param threads how many threads code pieces at the same time, each its own
   * @param nanos about how long it may take; a short time is overdrawn for the least that is needed
   * @param tick called again and again, to show progress
   * @return a section for each group of the data, and one for all if there are several
   * @throws IllegalStateException if a codec fails or does not restore its data
   */
  public static List<Section> run(
      Workload workload, List<Codec> codecs, int threads, long nanos, Runnable tick) {
    Race race = new Race(workload, threads, nanos, tick);
    try (Team team = new Team(threads)) {
      for (Codec codec : codecs) {
        race.entrants.add(new Entrant(codec, workload, team));
      }
      race.sizeAll();
      race.warmUp();
      race.rounds();
      return race.sections();
    } finally {
      race.entrants.forEach(Entrant::close);
    }
  }

  /**
   * Every piece that is no copy once: exact ratios, every piece checked, and a first idea of speed.
   */
  private void sizeAll() {
    for (Entrant entrant : entrants) {
      lap(entrant, IntStream.range(0, workload.distinct()).toArray());
    }
  }

  private void warmUp() {
    long engines = entrants.stream().filter(entrant -> entrant.codec().ours()).count();
    long rivals = entrants.size() - engines;
    for (Entrant entrant : entrants) {
      long time =
          entrant.codec().ours()
              ? Math.min(ENGINE_NANOS, (long) (ENGINE_SHARE * budget / engines))
              : Math.min(RIVAL_NANOS, (long) (RIVAL_SHARE * budget / rivals));
      long start = System.nanoTime();
      do {
        lap(entrant, spread(0, piecesWithin(entrant, time)));
      } while (System.nanoTime() - start < time);
    }
  }

  private void rounds() {
    long left = Math.max(0, end - System.nanoTime());
    int[] counts = new int[entrants.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = piecesWithin(entrants.get(i), left / WANTED_ROUNDS / counts.length);
    }
    for (int round = 0; round < LEAST_ROUNDS || System.nanoTime() < end; round++) {
      double start = start(round);
      for (int i = 0; i < counts.length; i++) {
        int turn = (i + round) % counts.length;
        Entrant entrant = entrants.get(turn);
        entrant.laps().add(lap(entrant, spread(start, counts[turn])));
      }
    }
  }

  /**
   * Codecs that do but a few pieces of every round get to all of them: strides of the golden
   * section.
   */
  private static double start(int round) {
    double turns = round * (Math.sqrt(5) - 1) / 2;
    return turns - Math.floor(turns);
  }

  private int piecesWithin(Entrant entrant, long nanos) {
    return Math.clamp(nanos / Math.max(1, entrant.nanosOfPiece()), 1, pieces);
  }

  /**
   * Some of the pieces: of every group its share, but at least one.
   *
   * @param start where in each group to begin, 0 to below 1
   * @param count about how many
   */
  private int[] spread(double start, int count) {
    return groups.values().stream()
        .flatMapToInt(
            of -> {
              int from = (int) (start * of.length);
              int share = Math.max(1, (int) ((long) count * of.length / pieces));
              return IntStream.range(0, share)
                  .map(i -> of[(int) ((from + (long) i * of.length / share) % of.length)]);
            })
        .toArray();
  }

  private Lap lap(Entrant entrant, int[] some) {
    Lap lap = entrant.run(some);
    tick.run();
    return lap;
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    groups.forEach((group, some) -> sections.add(section(group, some)));
    if (groups.size() > 1) {
      sections.add(section(null, IntStream.range(0, pieces).toArray()));
    }
    return sections;
  }

  private Section section(Group group, int[] some) {
    List<Result> results =
        entrants.stream()
            .map(entrant -> Result.of(this, entrant, Section.name(group), some))
            .toList();
    return new Section(group, Section.Extent.of(workload, some), results);
  }

  Workload workload() {
    return workload;
  }

  int threads() {
    return threads;
  }

  /** The laps of a codec, none if it does not take part. */
  List<Lap> lapsOf(String name) {
    return entrants.stream()
        .filter(entrant -> entrant.codec().name().equals(name))
        .findFirst()
        .map(Entrant::laps)
        .orElse(List.of());
  }
}
