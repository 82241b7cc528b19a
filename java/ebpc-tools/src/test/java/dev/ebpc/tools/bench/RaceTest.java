package dev.ebpc.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import dev.ebpc.tools.rivals.Rivals;
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
          restores(Codec.frame(engine, direct), workload);
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
    List<Result> results = Race.run(workload, codecs, threads, 1, () -> {});
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
