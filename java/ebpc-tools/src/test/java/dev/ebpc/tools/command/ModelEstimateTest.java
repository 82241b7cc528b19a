package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** model estimate. */
class ModelEstimateTest {
  @TempDir Path folder;

  private Path layer(String name, int count) {
    return Samples.file(
        folder,
        name,
        Samples.npy("|i1", false, "(" + count + ",)", Samples.elements(count, 1, count)));
  }

  @Test
  void aFolderIsANetwork() {
    layer("a.npy", 3000);
    layer("b.npy", 1000);
    Run run = Run.of("model", "estimate", "--json", folder);
    assertEquals(0, run.exitCode(), run.err());
    JsonNode document = run.json();
    assertEquals(2, document.get("layers").size());
    JsonNode network = document.get("network");
    assertEquals(4000, network.get("words").asInt());
    assertEquals(2 * 32_000, network.get("rawTrafficBits").asInt());
    assertEquals(
        2 * network.get("streamBits").asDouble(), network.get("trafficBits").asDouble(), 1e-6);
    assertEquals(2.8, document.get("area").get("encoder").get("kiloGates").asDouble(), 1e-9);
    assertEquals(228, document.get("area").get("encoder").get("dataBits").asInt());
    for (JsonNode constant : document.get("constants")) {
      assertTrue(!constant.get("source").asText().isEmpty(), constant.toString());
    }
  }

  @Test
  void everyFigureCanBeGiven() {
    Path file = layer("a.npy", 3000);
    JsonNode document =
        Run.of("model", "estimate", "--json", "--dram", "hbm2", "--dram-energy", "10", file).json();
    JsonNode network = document.get("network");
    assertEquals(
        network.get("trafficBits").asDouble() * 10e-12,
        network.get("memoryJoules").asDouble(),
        1e-15);
    JsonNode energy = document.get("constants").get(2);
    assertEquals("--dram-energy", energy.get("name").asText());
    assertEquals("given", energy.get("basis").asText());
    assertEquals(256, document.get("constants").get(3).get("value").asDouble());
    assertEquals("assumed", document.get("constants").get(3).get("basis").asText());
  }

  @Test
  void drainAndRestartOfTransmissionsAreCounted() {
    Path file = layer("a.npy", 3000);
    JsonNode whole = Run.of("model", "estimate", "--json", file).json().get("network");
    JsonNode document = Run.of("model", "estimate", "--json", "--transmission", "100", file).json();
    JsonNode parts = document.get("network");
    assertEquals(30, parts.get("transmissions").asInt());
    assertTrue(parts.get("encoderCycles").asInt() > whole.get("encoderCycles").asInt() + 29 * 10);
    assertTrue(parts.get("decoderCycles").asInt() > whole.get("decoderCycles").asInt() + 29);
    assertEquals(100, document.get("worstCaseBufferBytes").get("transmissionWords").asInt());
  }

  @Test
  void theReportSaysWhatIsMeasuredCalibratedAndAssumed() {
    String text = Run.of("model", "estimate", layer("a.npy", 300)).out();
    for (String basis : new String[] {"measured", "published", "calibrated", "assumed"}) {
      assertTrue(text.contains(basis), text);
    }
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    Path bytes = layer("a.npy", 30);
    Path shorts =
        Samples.file(
            folder, "s.npy", Samples.npy("<i2", false, "(30,)", Samples.elements(30, 2, 1)));
    Run mixed = Run.of("model", "estimate", bytes, shorts);
    assertEquals(2, mixed.exitCode());
    assertTrue(mixed.err().contains("same codec"), mixed.err());
    assertEquals(2, Run.of("model", "estimate", "--clock", "100,200", bytes).exitCode());
    assertEquals(2, Run.of("model", "estimate", "--bandwidth", "0", bytes).exitCode());
  }
}
