package dev.ebpc.tools.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.tools.rivals.Rivals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who is dominated on some data by which of our codecs: a better ratio, and more speed in both
 * directions, by the figures of the same run.
 *
 * @param rival the name of the rival
 * @param group the data; null for all of them
 * @param by names of our codecs; empty if nobody dominates it
 */
public record Dominance(String rival, Group group, List<String> by) {
  /** Headings of {@link #rows}. */
  public static final List<String> HEADINGS = List.of("rival", "dominated by", "on");

  private static final String NOBODY = "nobody";
  private static final String EVERYTHING = "everything";

  /** Every rival on every part of the data on which it was measured. */
  public static List<Dominance> of(List<Section> sections) {
    List<Dominance> all = new ArrayList<>();
    for (Section section : sections) {
      List<Result> ours = section.results().stream().filter(Result::ours).toList();
      section.results().stream()
          .filter(result -> !result.ours() && result.isMeasured())
          .forEach(
              rival -> all.add(new Dominance(rival.codec(), section.group(), of(rival, ours))));
    }
    return all;
  }

  private static List<String> of(Result rival, List<Result> ours) {
    return ours.stream()
        .filter(
            one ->
                one.ratio() > rival.ratio()
                    && isFaster(one.encode(), rival.encode())
                    && isFaster(one.decode(), rival.decode()))
        .map(Result::codec)
        .toList();
  }

  private static boolean isFaster(Result.Direction one, Result.Direction other) {
    return one.gigabytesPerSecond() > other.gigabytesPerSecond();
  }

  /**
   * Whether the rival is no compressor to be chosen instead: a copy, or zero-value coding, the
   * paper's baseline.
   */
  public boolean apart() {
    return Rivals.isBaseline(rival);
  }

  /**
   * Rows of a table: for each rival, and each set of codecs that dominate it, the data on which
   * they do.
   *
   * @param apart whether rows of the baselines are wanted, or of all others
   */
  public static List<List<String>> rows(List<Dominance> all, boolean apart) {
    Map<String, Map<List<String>, List<Group>>> byRival = new LinkedHashMap<>();
    all.stream()
        .filter(one -> one.apart() == apart)
        .forEach(
            one ->
                byRival
                    .computeIfAbsent(one.rival, none -> new LinkedHashMap<>())
                    .computeIfAbsent(one.by, none -> new ArrayList<>())
                    .add(one.group));
    List<List<String>> rows = new ArrayList<>();
    byRival.forEach(
        (rival, parts) ->
            parts.forEach(
                (by, groups) ->
                    rows.add(
                        List.of(
                            rival,
                            by.isEmpty() ? NOBODY : String.join(", ", by),
                            parts.size() == 1 ? EVERYTHING : names(groups)))));
    return rows;
  }

  /** Kinds with their formats: there may be many. */
  private static String names(List<Group> groups) {
    Map<String, List<String>> formats = new LinkedHashMap<>();
    for (Group group : groups) {
      String kind = group == null ? Section.ALL : group.kind();
      List<String> ofKind = formats.computeIfAbsent(kind, none -> new ArrayList<>());
      if (group != null) {
        ofKind.add(group.format());
      }
    }
    return formats.entrySet().stream()
        .map(kind -> (kind.getKey() + " " + String.join(", ", kind.getValue())).strip())
        .collect(Collectors.joining("; "));
  }

  /** Adds an entry for each rival and each part of the data. */
  public static void describe(List<Dominance> all, ArrayNode entries) {
    for (Dominance one : all) {
      ObjectNode entry =
          entries.addObject().put("rival", one.rival).put("data", Section.name(one.group));
      one.by.forEach(entry.put("apart", one.apart()).putArray("by")::add);
    }
  }
}
