package dev.ebpc.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import dev.ebpc.tools.bench.Codecs;
import dev.ebpc.tools.bench.Contender;
import dev.ebpc.tools.bench.Workload;
import dev.ebpc.tools.rivals.RivalStatus;
import dev.ebpc.tools.rivals.Rivals;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.results.Result;

/** The bodies of the benchmarks do what they say: sizes and counts are right, data is restored. */
class BenchmarksTest {

  @ParameterizedTest
  @CsvSource({"all,65536,heap,1", "kv bfloat16,4096,direct,1", "noise,1048576,heap,2"})
  void frames(String data, int size, String memory, int threads) throws IOException {
    for (String codec : Codecs.names()) {
      FrameBenchmark benchmark = new FrameBenchmark();
      benchmark.codec = codec;
      benchmark.data = data;
      benchmark.size = size;
      benchmark.memory = memory;
      benchmark.threads = threads;
      benchmark.open();
      Traffic traffic = new Traffic();
      int bytes = benchmark.encode(traffic);
      assertTrue(bytes > 0);
      assertTrue(traffic.bytes > 0 && traffic.bytes <= size);
      assertEquals(bytes, traffic.compressedBytes);
      bytes += benchmark.decode(traffic) + benchmark.roundTrip(traffic);
      assertTrue(traffic.bytes <= 3L * size);
      assertEquals(bytes, traffic.compressedBytes);
      benchmark.check();
      benchmark.close();
    }
  }

  @Test
  void framesAlone() {
    FrameAloneBenchmark benchmark = new FrameAloneBenchmark();
    benchmark.size = 300_000;
    benchmark.open();
    Traffic traffic = new Traffic();
    long bytes = benchmark.encode(traffic);
    assertTrue(bytes > 100_000 && bytes < 200_000, bytes + " bytes");
    assertEquals(bytes, benchmark.encodeToArray(traffic));
    assertEquals(300_000, benchmark.decode(traffic));
    assertEquals(3 * 300_000, traffic.bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "direct"})
  void rivals(String memory) throws IOException {
    for (RivalStatus rival : Rivals.available()) {
      RivalBenchmark benchmark = new RivalBenchmark();
      benchmark.rival = rival.name();
      benchmark.data = "sparse";
      benchmark.memory = memory;
      benchmark.size = 1 << 16;
      benchmark.open();
      Traffic traffic = new Traffic();
      assertTrue(benchmark.encode(traffic) > 0);
      assertTrue(benchmark.decode(traffic) > 0);
      assertTrue(benchmark.roundTrip(traffic) > 0);
      assertTrue(traffic.bytes > 1 << 16 && traffic.bytes <= 3 << 16);
      benchmark.check();
      benchmark.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"noise", "zeros", "fmap float32"})
  void enginesAlone(String data) throws IOException {
    for (Engine engine : Engines.available()) {
      EngineBenchmark benchmark = new EngineBenchmark();
      benchmark.engine = engine.name();
      benchmark.data = data;
      benchmark.size = 1 << 20;
      benchmark.memory = "heap";
      benchmark.open();
      Traffic traffic = new Traffic();
      assertTrue(benchmark.encode(traffic) > 0);
      assertTrue(benchmark.decode(traffic) > 0);
      assertEquals(data.equals("noise"), traffic.compressedBytes > traffic.bytes);
      benchmark.check();
      benchmark.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 4096, 65536})
  void calls(int size) throws IOException {
    for (Engine engine : Engines.available()) {
      CallBenchmark benchmark = new CallBenchmark();
      benchmark.engine = engine.name();
      benchmark.size = size;
      benchmark.open();
      Traffic traffic = new Traffic();
      int together = benchmark.encodeTogether(traffic);
      assertEquals(together, benchmark.encodeAlone(traffic));
      assertTrue(benchmark.encodeFrames(traffic) > 0);
      benchmark.forget();
      assertEquals(together, benchmark.decodeTogether(traffic));
      assertTrue(benchmark.isRestored());
      benchmark.forget();
      assertEquals(together, benchmark.decodeAlone(traffic));
      assertTrue(benchmark.isRestored());
      benchmark.forget();
      assertTrue(benchmark.decodeFrames(traffic) > 0);
      assertTrue(benchmark.isRestored());
      assertEquals(6L * 128 * 1024, traffic.bytes);
      benchmark.check();
    }
  }

  @Test
  void threadsThatShareFrames() throws IOException, InterruptedException {
    Workload workload = BenchmarkData.sized(1 << 20);
    ScalingProbe.Gain gain = ScalingProbe.measure("scalar", workload, 2, 3, Contender::decode);
    assertTrue(gain.gigabytesPerSecond() > 0);
    assertTrue(gain.shared() > 0 && gain.apart() > 0);
    // The clock of processors may be too coarse for so short a round.
    assertTrue(gain.busy() >= 0);
  }

  @Test
  void codingBesideGarbage() throws IOException, InterruptedException {
    assertTrue(SafepointProbe.work(Engines.auto(), 0, 1 << 20) == 1);
  }

  @Test
  void ratioIsReportedOnceItIsKnown() throws IOException {
    EngineBenchmark benchmark = new EngineBenchmark();
    benchmark.engine = "scalar";
    benchmark.data = "zeros";
    benchmark.size = 4096;
    benchmark.memory = "heap";
    benchmark.open();
    Result<?> ratio = new RatioProfiler().afterIteration(null, null, null).iterator().next();
    assertEquals("ratio", ratio.getLabel());
    assertTrue(ratio.getScore() > 10, ratio::toString);
    benchmark.close();
  }

  @Test
  void latencies() throws IOException {
    LatencyBenchmark benchmark = new LatencyBenchmark();
    benchmark.codec = Engines.AUTO;
    benchmark.size = 4096;
    benchmark.open();
    assertTrue(benchmark.encode() > 0);
    assertTrue(benchmark.decode() > 0);
    benchmark.check();
    benchmark.close();
  }

  @Test
  void startUps() throws IOException {
    StartUpBenchmark benchmark = new StartUpBenchmark();
    benchmark.codec = Engines.AUTO;
    benchmark.seconds = 1;
    benchmark.open();
    StartUpBenchmark.Start encoding = new StartUpBenchmark.Start();
    benchmark.encode(encoding);
    assertTrue(encoding.firstPieceMicroseconds > 0);
    assertTrue(encoding.milliseconds < 2000);
    StartUpBenchmark.Start decoding = new StartUpBenchmark.Start();
    benchmark.decode(decoding);
    assertTrue(decoding.firstPieceMicroseconds > 0);
    benchmark.close();
  }

  @Test
  void speedCurveFindsTheStep() {
    SpeedCurve curve = new SpeedCurve(1024);
    for (int i = 0; i < 40; i++) {
      curve.add(1000);
    }
    for (int i = 0; i < 2000; i++) {
      curve.add(i % 7 == 0 ? 900 : 100);
    }
    assertEquals(1000, curve.firstNanos());
    // The window of nine looks ahead: half of it may still be slow.
    assertTrue(
        Math.abs(40 - curve.bytesUntilFast() / 1024) <= 5, () -> "" + curve.bytesUntilFast());
    assertEquals(curve.bytesUntilFast() / 1024 * 1000, curve.nanosUntilFast());
  }

  @Test
  void dataIsCutAsAsked() throws IOException {
    for (String data : List.of("dense", "middle", "sparse", "all", "fmap fixed12", "zeros")) {
      for (int size : new int[] {4096, 1 << 20}) {
        Workload workload = BenchmarkData.of(data, size);
        assertTrue(workload.longest() <= size, data);
        assertTrue(workload.pieces().size() <= 2048, data);
      }
    }
    for (int size : new int[] {4096, 1 << 24}) {
      BenchmarkData.sized(size).pieces().forEach(piece -> assertEquals(size, piece.bytes()));
    }
    assertThrows(IllegalArgumentException.class, () -> BenchmarkData.of("music", 4096));
  }

  @Test
  void allNamesOfDataNameSome() throws IOException {
    List<String> names = BenchmarkData.names();
    assertTrue(names.containsAll(List.of("all", "kv bfloat16", "noise", BenchmarkData.MAPS)));
    for (String name : names) {
      Workload workload = BenchmarkData.of(name, 1 << 16);
      if (workload.groups().size() == 1) {
        assertEquals(name, workload.groups().iterator().next().name());
      }
    }
  }

  @Test
  void whatTheUserLeavesOpenIsFilledIn() throws IOException {
    List<String> completed = List.of(Main.complete(new String[] {"-p", "engine=scalar"}));
    assertEquals(1, completed.stream().filter(word -> word.startsWith("engine=")).count());
    assertTrue(completed.stream().anyMatch(word -> word.startsWith("rival=memcpy,")));
    assertTrue(completed.stream().anyMatch(word -> word.startsWith("codec=")));
    assertTrue(completed.stream().anyMatch(word -> word.contains(",kv bfloat16,")));
    assertTrue(completed.contains("gc"));
    assertTrue(List.of(Main.complete(new String[0])).stream().anyMatch(w -> w.contains("scalar")));
  }
}
