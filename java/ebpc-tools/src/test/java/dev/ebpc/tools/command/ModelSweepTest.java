package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** model sweep and model export. */
class ModelSweepTest {
  @TempDir Path folder;

  private Path tensor() {
    return Samples.file(
        folder, "a.npy", Samples.npy("|i1", false, "(2000,)", Samples.elements(2000, 1, 4)));
  }

  @Test
  void everyCombinationThatCanBeBuiltIsARow() throws IOException {
    Path csv = folder.resolve("s.csv");
    Run run =
        Run.of(
            "model",
            "sweep",
            "--json",
            "--word-bits",
            "8,16",
            "--block",
            "8,16",
            "--zero-run",
            "8,16",
            "--codecs",
            "1,4",
            "--bandwidth",
            "3,6,12",
            "--csv",
            csv,
            tensor());
    assertEquals(0, run.exitCode(), run.err());
    // (8,8), (16,8), (16,16), but not (8,16).
    JsonNode points = run.json().get("points");
    assertEquals(3 * 2 * 2 * 3, points.size());
    List<String> lines = Files.readAllLines(csv);
    assertEquals(points.size() + 1, lines.size());
    assertEquals(lines.get(0).split(",", -1).length, points.get(0).size());
    // Wider words of the same tensor cost area and cycles, and never help against 8 bits.
    JsonNode narrow = points.get(0);
    JsonNode wide = points.get(12);
    assertEquals(16, wide.get("wordBits").asInt());
    assertTrue(wide.get("ratio").asDouble() < narrow.get("ratio").asDouble());
    assertTrue(wide.get("kiloGates").asDouble() > narrow.get("kiloGates").asDouble());
  }

  @Test
  void thePicturesAreThere() throws IOException {
    Path plots = folder.resolve("plots");
    Run run = Run.of("model", "sweep", "--generate", "relu", "--count", "500", "--plots", plots);
    assertEquals(0, run.exitCode(), run.err());
    for (String name :
        List.of("ratio-area", "time-bandwidth", "energy-bandwidth", "cycles-density")) {
      assertNotNull(ImageIO.read(plots.resolve(name + ".png").toFile()), name);
      String svg = Files.readString(plots.resolve(name + ".svg"));
      assertTrue(svg.contains("<svg") && svg.contains("</svg>"), name);
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    assertEquals(2, Run.of("model", "sweep", "--block", "4", tensor()).exitCode());
    assertEquals(2, Run.of("model", "sweep", "--codecs", "0", tensor()).exitCode());
    assertEquals(2, Run.of("model", "sweep").exitCode());
  }

  @Test
  void exportsForTestbenches() throws IOException {
    Path bench = folder.resolve("bench");
    Run run = Run.of("model", "export", "-o", bench, "--transmission", "500", tensor());
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(2000, Files.readAllLines(bench.resolve("words.txt")).size());
    assertEquals(4, Files.readAllLines(bench.resolve("num_words.hex")).size());
    assertEquals(2, Run.of("model", "export", "-o", bench, tensor()).exitCode());
  }
}
