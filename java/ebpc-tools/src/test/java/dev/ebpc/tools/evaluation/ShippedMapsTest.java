package dev.ebpc.tools.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.tools.Run;
import dev.ebpc.tools.demo.FeatureMap;
import dev.ebpc.tools.maps.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped maps by the command line: every size must be what the paper's scripts count, and, of
 * the hardware code, what an implementation of its own counted.
 */
class ShippedMapsTest {
  @TempDir Path folder;

  private List<String> lines;

  @BeforeEach
  void copyMaps() throws IOException {
    try (InputStream in = ShippedMapsTest.class.getResourceAsStream("sizes.csv")) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    for (String line : lines.subList(1, lines.size())) {
      String file = fields(line).get(0);
      try (InputStream map = FeatureMap.class.getResourceAsStream(file)) {
        Files.copy(map, folder.resolve(file));
      }
    }
  }

  private static List<String> fields(String line) throws IOException {
    return Csv.rows(line, ',').get(0).fields();
  }

  private void writeManifest() throws IOException {
    Files.write(folder.resolve("index.csv"), lines);
  }

  private void assertSizes(JsonNode files) throws IOException {
    List<String> columns = fields(lines.get(0));
    assertEquals(lines.size() - 1, files.size());
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = fields(line);
      JsonNode found = fileOf(files, fields.get(0));
      for (int i = columns.indexOf("zeroRLE"); i < columns.size(); i++) {
        String name = columns.get(i);
        JsonNode size = found.path("sizesBits").path(name);
        if (!fields.get(i).isEmpty()) {
          assertEquals(fields.get(i), size.asText(), fields.get(0) + " " + name);
        } else if (name.startsWith("EBPC") || name.startsWith("BPC")) {
          assertTrue(size.isMissingNode(), fields.get(0) + " " + name);
        }
      }
    }
  }

  private static JsonNode fileOf(JsonNode files, String name) {
    for (JsonNode file : files) {
      if (file.get("file").asText().equals(name)) {
        return file;
      }
    }
    throw new AssertionError("there is no " + name);
  }

  @Test
  void sizesByManifest() throws IOException {
    writeManifest();
    Run run = Run.of("eval", folder, "--json", "--compressors", "none");
    assertEquals(0, run.exitCode(), run.err());
    assertSizes(run.json().get("files"));
    assertTrue(run.err().contains("would not restore"), run.err());
  }

  @Test
  void sizesByTellingNames() throws IOException {
    Run run = Run.of("eval", folder, "--json", "--compressors", "none", "--threads", "1");
    assertEquals(0, run.exitCode(), run.err());
    assertSizes(run.json().get("files"));
  }

  @Test
  void networksAreSummedUp() throws IOException {
    writeManifest();
    JsonNode document = Run.of("eval", folder, "--json", "--compressors", "none").json();
    JsonNode network = null;
    long rawBits = 0;
    long bits = 0;
    for (JsonNode file : document.get("files")) {
      if (file.get("net").asText().equals("mobilenetv2")) {
        rawBits += file.get("rawBits").asLong();
        bits += file.at("/sizesBits/hw_znz").asLong() + file.at("/sizesBits/hw_bpc").asLong();
      }
    }
    for (JsonNode candidate : document.get("networks")) {
      if (candidate.get("net").asText().equals("mobilenetv2")) {
        network = candidate;
      }
    }
    assertEquals(3, network.get("layers").size());
    assertEquals((double) rawBits / bits, network.get("ratio").asDouble(), 1e-12);
    assertEquals(bits, network.at("/sweeps/blockSize/1/bits").asLong());
    assertEquals(bits, network.at("/sweeps/maxZeroRun/3/bits").asLong());
    long symbols = 0;
    for (JsonNode symbol : network.get("symbolBits")) {
      symbols += symbol.asLong();
    }
    assertEquals(network.at("/sizesBits/hw_bpc").asLong(), symbols);
  }

  @Test
  void csvHasOneLinePerMap() throws IOException {
    Run run = Run.of("eval", folder, "--csv", "--compressors", "lz4");
    assertEquals(0, run.exitCode(), run.err());
    List<String> csv = run.out().lines().toList();
    assertEquals(lines.size(), csv.size());
    assertTrue(fields(csv.get(0)).contains("lz4_bits"));
    assertEquals(fields(csv.get(0)).size(), fields(csv.get(5)).size());
  }

  @Test
  void whatIsBrokenIsToldAndLeftOut() throws IOException {
    Path report = folder.resolve("report.html");
    Path broken = Files.write(folder.resolve("broken.npy"), new byte[0]);
    Run run = Run.of("eval", folder, "--report", report, "--compressors", "none", "--json");
    assertEquals(1, run.exitCode());
    assertEquals(2, run.err().split("broken.npy: the file ends", -1).length, run.err());
    assertEquals(lines.size() - 1, run.json().get("files").size());
    assertEquals("broken.npy", run.json().at("/errors/0/file").asText());
    assertTrue(Files.readString(report).contains("Left out: broken.npy"));
    Files.delete(report);
    assertEquals(1, Run.of("eval", broken, "--report", report).exitCode());
    assertFalse(Files.exists(report));
  }
}
