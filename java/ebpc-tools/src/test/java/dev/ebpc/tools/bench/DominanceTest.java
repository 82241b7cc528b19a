package dev.ebpc.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ebpc.tools.io.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class DominanceTest {
  private static final Group KV = new Group("kv", "int8", false);
  private static final Group WEIGHT = new Group("weight", "int8", false);

  private static final List<Section> SECTIONS =
      List.of(
          section(
              KV,
              result("native", true, 1.3, 2.0, 3.0),
              result("native-packed", true, 1.5, 1.5, 2.5),
              result("memcpy", false, 1.0, 9.0, 9.0),
              result("lz4", false, 1.0, 1.0, 2.9),
              result("zstd-1", false, 1.4, 1.0, 1.0),
              result("zstd-3", false, 1.5, 0.5, 0.5),
              result("zvc", false, 0.9, 1.0, 1.0)),
          section(
              WEIGHT,
              result("native", true, 1.2, 2.0, 3.0),
              result("native-packed", true, 1.5, 2.1, 2.5),
              result("memcpy", false, 1.0, 9.0, 9.0),
              result("lz4", false, 1.0, 2.0, 2.9),
              result("zstd-1", false, 1.4, 1.0, 1.0),
              result("zstd-3", false, 1.1, 0.5, 0.5),
              result("zvc", false, 0.9, 9.0, 1.0)));

  private static Section section(Group group, Result... results) {
    List<Result> named =
        List.of(results).stream()
            .map(
                one ->
                    new Result(
                        one.codec(),
                        one.ours(),
                        group.name(),
                        one.ratio(),
                        1,
                        9,
                        one.encode(),
                        one.decode()))
            .toList();
    return new Section(group, new Section.Extent(1, 1, 9, 9), named);
  }

  private static Result result(
      String codec, boolean ours, double ratio, double encode, double decode) {
    return new Result(codec, ours, "", ratio, 1, 9, direction(encode), direction(decode));
  }

  private static Result.Direction direction(double speed) {
    return new Result.Direction(speed, speed, speed, Double.NaN, Double.NaN, 0);
  }

  @Test
  void whoIsBetterInRatioAndBothSpeedsDominates() {
    List<Dominance> all = Dominance.of(SECTIONS);
    assertEquals(10, all.size(), "each rival on each part of the data");
    assertEquals(new Dominance("lz4", KV, List.of("native")), all.get(1));
    assertEquals(new Dominance("zstd-1", KV, List.of("native-packed")), all.get(2));
    assertEquals(
        new Dominance("lz4", WEIGHT, List.of()), all.get(6), "one is as fast, one is slower");
    assertEquals(new Dominance("zstd-3", KV, List.of()), all.get(3), "the same ratio is no better");
    assertEquals(new Dominance("zstd-3", WEIGHT, List.of("native", "native-packed")), all.get(8));
  }

  @Test
  void rowsGatherDataByWhoDominates() {
    List<Dominance> all = Dominance.of(SECTIONS);
    assertEquals(
        List.of(
            List.of("lz4", "native", "kv int8"),
            List.of("lz4", "nobody", "weight int8"),
            List.of("zstd-1", "native-packed", "everything"),
            List.of("zstd-3", "nobody", "kv int8"),
            List.of("zstd-3", "native, native-packed", "weight int8")),
        Dominance.rows(all, false));
    assertEquals(
        List.of(
            List.of("memcpy", "nobody", "everything"),
            List.of("zvc", "native, native-packed", "kv int8"),
            List.of("zvc", "nobody", "weight int8")),
        Dominance.rows(all, true));
  }

  @Test
  void kindsAreNamedOnceWithTheirFormats() {
    Group wide = new Group("kv", "bfloat16", true);
    Group unknown = new Group("", "int16", false);
    List<Dominance> all =
        List.of(
            new Dominance("lz4", KV, List.of("native")),
            new Dominance("lz4", wide, List.of("native")),
            new Dominance("lz4", unknown, List.of("native")),
            new Dominance("lz4", null, List.of("native")),
            new Dominance("lz4", WEIGHT, List.of()));
    assertEquals("kv int8, bfloat16; int16; all", Dominance.rows(all, false).get(0).get(2));
  }

  @Test
  void whatWasNotMeasuredIsNotJudged() {
    Result lz4 = result("lz4", false, 1.0, Double.NaN, Double.NaN);
    Result none = new Result("lz4", false, "kv int8", 1.0, 1, 0, lz4.encode(), lz4.decode());
    Section section = new Section(KV, new Section.Extent(1, 1, 9, 9), List.of(none));
    assertEquals(List.of(), Dominance.of(List.of(section)));
  }

  @Test
  void theDocumentHasAnEntryForEachPair() {
    ArrayNode entries = Json.object().putArray("dominance");
    Dominance.describe(Dominance.of(SECTIONS), entries);
    assertEquals(10, entries.size());
    assertEquals("memcpy", entries.get(0).get("rival").asText());
    assertTrue(entries.get(0).get("apart").asBoolean());
    assertTrue(entries.get(0).get("by").isEmpty());
    assertFalse(entries.get(1).get("apart").asBoolean());
    assertEquals("native", entries.get(1).get("by").get(0).asText());
    assertEquals("kv int8", entries.get(1).get("data").asText());
  }
}
