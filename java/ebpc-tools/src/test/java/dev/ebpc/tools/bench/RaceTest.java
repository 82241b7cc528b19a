package dev.ebpc.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import dev.ebpc.tools.rivals.Rivals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RaceTest {
  private static final int PIECE = 20_000;

  @ParameterizedTest
  @EnumSource(
      value = NumberFormat.class,
      names = {"INT8", "INT16", "FLOAT32"})
  void everyEngineRestoresEveryPieceInEveryForm(NumberFormat format) {
    for (Workload workload :
        List.of(
            Workload.noise(format, 2 * PIECE + 4, PIECE), Workload.zeros(format, PIECE, PIECE))) {
      for (Engine engine : Engines.available()) {
        for (boolean direct : new boolean[] {false, true}) {
          Codecs.frames(List.of(engine), direct).forEach(codec -> restores(codec, workload));
          restores(Codec.engine(engine, direct), workload);
        }
      }
    }
  }

  private static void restores(Codec codec, Workload workload) {
    try (Contender contender = codec.maker().make(workload)) {
      for (int piece = 0; piece < workload.pieces().size(); piece++) {
        assertTrue(contender.encode(piece) > 0);
        contender.decode();
        assertTrue(contender.restored(), codec.name());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void everyCodecHasOneResult(int threads) {
    Workload workload = Workload.zeros(NumberFormat.INT8, 4 * PIECE, PIECE);
    List<Codec> codecs =
        List.of(
            Codec.engine(Engines.named("scalar"), false),
            Codec.rival(Rivals.named("memcpy"), false),
            Codec.rival(Rivals.named("deflate-6"), true));
    List<Section> sections = Race.run(workload, codecs, threads, 1, () -> {});
    assertEquals(1, sections.size(), "one group");
    List<Result> results = sections.get(0).results();
    assertEquals(
        List.of("scalar", "memcpy", "deflate-6"), results.stream().map(Result::codec).toList());
    for (Result result : results) {
      assertEquals(threads, result.threads());
      assertTrue(result.rounds() >= 3);
      assertTrue(result.encode().gigabytesPerSecond() > 0);
      assertTrue(result.decode().lowerQuartile() <= result.decode().upperQuartile());
      assertTrue(Double.isNaN(result.encode().versusLz4()), "LZ4 did not take part");
    }
    assertEquals(1.0, results.get(1).ratio());
    assertTrue(results.get(2).ratio() > 50);
  }

  @Test
  void everyGroupHasItsSectionAndAllHaveOne() {
    List<Piece> pieces = new ArrayList<>(Workload.zeros(NumberFormat.INT8, PIECE, PIECE).pieces());
    pieces.addAll(Workload.noise(NumberFormat.FLOAT32, 3 * PIECE, PIECE).pieces());
    Workload mixed = new Workload(pieces, pieces.size()).repeated(8 * PIECE);
    List<Codec> codecs =
        List.of(
            Codec.engine(Engines.named("scalar"), false),
            Codecs.frame("scalar", true, 1),
            Codec.rival(Rivals.named("bitplane+lz4"), false),
            Codec.rival(Rivals.named(Rivals.LZ4), true),
            Codec.rival(Rivals.named(Rivals.ZSTD_1), false));
    List<Section> sections = Race.run(mixed, codecs, 1, 1, () -> {});
    assertEquals(
        List.of("zeros int8", "noise float32", "all"),
        sections.stream().map(Section::name).toList());
    assertEquals(
        new Section.Extent(4, 1, 4 * PIECE, PIECE), sections.get(0).data(), "copies are counted");
    assertEquals(8 * PIECE, sections.get(2).data().bytes());
    for (int i = 0; i < codecs.size(); i++) {
      double zeros = PIECE / sections.get(0).results().get(i).ratio();
      double noise = 3 * PIECE / sections.get(1).results().get(i).ratio();
      assertEquals(4 * PIECE / (zeros + noise), sections.get(2).results().get(i).ratio(), 1e-9);
      assertTrue(zeros < PIECE / 10.0 && noise > 2.9 * PIECE, codecs.get(i).name());
      for (Section section : sections) {
        assertTrue(section.results().get(i).decode().versusZstd1() > 0, section.name());
        assertTrue(section.results().get(i).encode().versusLz4() > 0, section.name());
      }
    }
  }

  @Test
  void wrongWordsEndTheRace() {
    Workload workload = Workload.noise(NumberFormat.INT8, PIECE, PIECE);
    Codec liar = new Codec("liar", false, data -> new Liar());
    IllegalStateException told =
        assertThrows(
            IllegalStateException.class, () -> Race.run(workload, List.of(liar), 1, 1, () -> {}));
    assertTrue(told.getMessage().contains("liar does not restore piece 0"), told.getMessage());
  }

  /** Claims to code, and gives nothing back. */
  private static final class Liar implements Contender {
    @Override
    public int encode(int piece) {
      return 1;
    }

    @Override
    public void decode() {}

    @Override
    public boolean restored() {
      return false;
    }
  }
}
