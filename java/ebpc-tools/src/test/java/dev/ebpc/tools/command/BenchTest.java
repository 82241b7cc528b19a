package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {
  private static final int WORDS = 50_000;
  private static final String FEW = "lz4-java,memcpy,zvc";

  @TempDir Path folder;

  private void write(String name, String dtype, int bytes) throws IOException {
    byte[] header =
        Samples.npyHeader(
            "{'descr': '" + dtype + "', 'fortran_order': False, 'shape': (" + WORDS + ",), }");
    Samples.file(folder, name, Samples.joined(header, Samples.elements(WORDS, bytes, 1)));
  }

  @Test
  void documentHoldsEveryCodecForEveryFormat() throws IOException {
    write("a.npy", "|i1", 1);
    write("b_fixed12.npy", "<i2", 2);
    Run run =
        Assertions.assertTimeout(
            Duration.ofSeconds(60),
            () -> Run.of("bench", folder, "--seconds", "2", "--engine", "scalar", "--json"));
    assertEquals(0, run.exitCode(), run.err());
    Set<String> data = new HashSet<>();
    Set<String> codecs = new HashSet<>();
    for (JsonNode result : run.json().get("results")) {
      data.add(result.get("data").asText());
      codecs.add(result.get("codec").asText());
      assertTrue(result.get("ratio").asDouble() >= 1 || result.get("rival").asBoolean());
      assertTrue(result.get("encodeGBps").asDouble() > 0);
      assertTrue(result.get("decodeGBps").asDouble() > 0);
      assertEquals(2, result.get("encodeQuartiles").size());
      assertTrue(result.has("encodeVsLz4") && result.has("decodeVsLz4"));
      if (result.get("codec").asText().equals("lz4")) {
        assertEquals(1.0, result.get("encodeVsLz4").asDouble());
      }
    }
    assertEquals(Set.of("int8", "fixed12", "all"), data);
    assertTrue(codecs.containsAll(Set.of("scalar", "memcpy", "deflate-6")), codecs::toString);
    assertFalse(codecs.contains("zstd-19"));
  }

  @Test
  void tablesAndPlotForPeople() throws IOException {
    write("a.npy", "|i1", 1);
    Path plot = folder.resolve("plot.svg");
    Run run =
        Run.of(
            "bench",
            folder,
            "--seconds",
            "0.5",
            "--rivals",
            FEW,
            "--engine",
            "scalar",
            "--direct",
            "--engine-level",
            "-T",
            "2",
            "--markdown",
            "--plot",
            plot);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("| scalar "), run.out());
    assertTrue(run.out().contains("- commit: "), run.out());
    assertTrue(run.out().contains("direct memory, 2 threads"), run.out());
    assertTrue(Files.readString(plot).contains("<svg"));
  }

  @Test
  void aManifestTellsTheGroups() throws IOException {
    write("a.npy", "|i1", 1);
    write("b.npy", "|u1", 1);
    write("c.npy", "<u2", 2);
    write("unnamed.npy", "<f4", 4);
    Files.writeString(
        folder.resolve("index.csv"),
        "file,kind,format,encoding\na.npy,kv,int8,\nb.npy,kv,uint8,fp8e4m3\nc.npy,weight,bfloat16,\n");
    Run run =
        Run.of(
            "bench",
            folder,
            "--kind",
            "kv",
            "--seconds",
            "0.2",
            "--rivals",
            FEW,
            "--engine",
            "scalar",
            "--frame",
            "4KiB",
            "--json");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode data = run.json().get("data");
    assertEquals("kv int8", data.get(0).get("data").asText());
    assertEquals("kv fp8e4m3", data.get(1).get("data").asText());
    assertEquals("fp8e4m3", data.get(1).get("format").asText());
    assertEquals("all", data.get(2).get("data").asText());
    assertEquals(3, data.size());
    assertEquals((WORDS + 4095) / 4096, data.get(0).get("distinctPieces").asInt());
    assertEquals(2 * WORDS, data.get(2).get("distinctBytes").asInt());
    assertEquals(9, run.json().get("dominance").size(), "three rivals on three parts of the data");
  }

  @Test
  void shippedDataHaveEveryKindAndSayWhatIsGenerated() {
    Run run =
        Run.of("bench", "--seconds", "1", "--rivals", "memcpy,lz4,zstd-1", "--engine", "scalar");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("all others are generated"), run.out());
    for (String kind : new String[] {"activation", "embedding", "gradient", "kv", "weight"}) {
      assertTrue(run.out().contains(kind + " bfloat16 (generated), "), kind);
    }
    assertTrue(run.out().contains("\nfmap fixed8, "), run.out());
    assertTrue(run.out().contains("Who dominates whom"), run.out());
    assertTrue(run.out().contains("\nlz4     "), run.out());
  }

  @Test
  void aPlotThatIsThereIsKept() throws IOException {
    Path plot = Files.writeString(folder.resolve("kept.svg"), "mine");
    Run run = Run.of("bench", "--seconds", "0.5", "--plot", plot);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("-f overwrites it"), run.err());
    assertEquals("mine", Files.readString(plot));
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    Path broken = Files.write(folder.resolve("cut.npy"), new byte[] {(byte) 0x93, 'N', 'U'});
    Run run = Run.of("bench", broken, "--seconds", "0.5");
    assertTrue(run.exitCode() != 0);
    assertTrue(run.err().contains("cut.npy"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"noise", "zeros"})
  void syntheticData(String data) {
    Run run =
        Run.of(
            "bench",
            "--data",
            data,
            "--seconds",
            "0.5",
            "--rivals",
            "memcpy",
            "--engine",
            "scalar",
            "--json");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode ours = run.json().get("results").get(0);
    assertEquals(data + " int8", ours.get("data").asText());
    assertTrue(ours.get("ratio").asDouble() > 0.99, ours::toString);
    assertTrue(ours.get("encodeVsLz4").isNull(), "LZ4 did not take part");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench --threads 0",
        "bench --threads 1000",
        "bench --json --markdown",
        "bench --seconds 0",
        "bench --data noise x.npy",
        "bench --data noise --kind kv",
        "bench --kind music",
        "bench --format float128",
        "bench --frame 3",
        "bench --frame 64KB",
        "bench --frame 999999999MiB",
        "bench --plot x.gif",
        "bench --rivals nobody",
        "bench --engine steam",
        "bench -",
        "bench no-such-file.npy"
      })
  void wrongUsage(String words) {
    Run run = Run.of((Object[]) words.split(" ", -1));
    assertEquals(2, run.exitCode(), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
  }
}
