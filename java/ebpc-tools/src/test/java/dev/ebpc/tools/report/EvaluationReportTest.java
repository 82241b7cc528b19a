package dev.ebpc.tools.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {
  private static final Pattern PLOT = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

  @TempDir Path folder;

  private String report() throws IOException {
    String[] names = {
      "squeezenet_a_00-in_fixed8", "squeezenet_b_00-in_fixed8", "squeezenet_a_01-<&>_fixed8"
    };
    int seed = 0;
    for (String name : names) {
      byte[] words = Samples.elements(500, 1, seed++);
      Files.write(folder.resolve(name + ".npy"), Samples.npy("|i1", false, "(500,)", words));
    }
    byte[] gradient = Samples.elements(500, 1, seed);
    Files.write(
        folder.resolve("squeezenet_a_00-in-grad_fixed8.npy"),
        Samples.npy("|i1", false, "(500,)", gradient));
    byte[] zeros = Samples.npy("|i1", false, "(500,)", new byte[500]);
    Files.write(folder.resolve("plain.npy"), zeros);
    Path report = folder.resolve("report.html");
    Run run = Run.of("eval", folder, "--report", report, "--compressors", "lz4");
    assertEquals(0, run.exitCode(), run.err());
    return Files.readString(report);
  }

  @Test
  void needsNothingElse() throws IOException {
    String html = report();
    for (String foreign : new String[] {"http:", "https:", "<script", "<link", "@import", "url("}) {
      assertFalse(html.contains(foreign), foreign);
    }
  }

  @Test
  void plotsAreWellFormed() throws Exception {
    Matcher plots = PLOT.matcher(report());
    int count = 0;
    while (plots.find()) {
      assertFalse(plots.group().contains("NaN"), plots.group());
      assertFalse(plots.group().contains("Infinity"), plots.group());
      byte[] plot = plots.group().getBytes(StandardCharsets.UTF_8);
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(plot));
      count++;
    }
    // Two networks: method boxes (one more for gradients), layers, values, symbols, sweeps,
    // hardware.
    assertEquals(2 * 9 + 1, count);
  }

  @Test
  void tellsSourcesAndHowItWasMade() throws IOException {
    String html = report();
    assertTrue(html.contains("2.52"), "the paper's figure for SqueezeNet");
    assertTrue(html.contains("--compressors lz4"));
    assertTrue(html.contains("EBPC for the JVM"));
    assertTrue(html.contains("01 &lt;&amp;&gt;"));
    assertTrue(html.contains("zeros, gradient"));
  }
}
