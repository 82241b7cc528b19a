package dev.ebpc.tools.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What a race found out about one group of the data, or about all of it.
 *
 * @param group the group; null for all data
 * @param data what the section is about, counted
 * @param results one for each codec
 */
public record Section(Group group, Extent data, List<Result> results) {
  /** Name of the section about all data. */
  public static final String ALL = "all";

  /**
   * Some pieces of a workload.
   *
   * @param pieces how many
   * @param distinct how many of them differ
   * @param bytes bytes of all of them
   * @param distinctBytes bytes of those that differ
   */
  public record Extent(int pieces, int distinct, long bytes, long distinctBytes) {
    static Extent of(Workload workload, int[] pieces) {
      int[] distinct = Section.distinct(workload, pieces);
      return new Extent(
          pieces.length, distinct.length, bytes(workload, pieces), bytes(workload, distinct));
    }

    private static long bytes(Workload workload, int[] pieces) {
      return Arrays.stream(pieces).mapToLong(piece -> workload.pieces().get(piece).bytes()).sum();
    }
  }

  /** Those of some pieces that are no copies. */
  static int[] distinct(Workload workload, int[] pieces) {
    return Arrays.stream(pieces).filter(piece -> piece < workload.distinct()).toArray();
  }

  /** What tables call the data. */
  public String name() {
    return name(group);
  }

  static String name(Group group) {
    return group == null ? ALL : group.name();
  }

  /** Whether all of it was made up. */
  public boolean generated() {
    return group != null && group.generated();
  }

  /** Rounds in which every codec had a part of the data, at least. */
  public int rounds() {
    return results.stream().mapToInt(Result::rounds).min().orElse(0);
  }
}
