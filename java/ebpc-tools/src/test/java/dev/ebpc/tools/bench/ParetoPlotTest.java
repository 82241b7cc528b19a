package dev.ebpc.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ParetoPlotTest {
  private static final List<Result> RESULTS =
      List.of(
          result("slow", 3.0, 0.1),
          result("beaten", 1.5, 0.5),
          result("good", 2.0, 1.0),
          result("copy", 1.0, 9.0));

  @BeforeAll
  static void withoutScreen() {
    System.setProperty("java.awt.headless", "true");
  }

  private static Result result(String codec, double ratio, double speed) {
    Result.Direction way = new Result.Direction(speed, speed, speed, Double.NaN, Double.NaN, 0);
    return new Result(codec, codec.equals("good"), "int8", ratio, 1, 3, way, way);
  }

  @Test
  void frontHoldsWhatNobodyBeats() {
    List<Result> front = ParetoPlot.front(RESULTS, result -> result.encode().gigabytesPerSecond());
    assertEquals(List.of("copy", "good", "slow"), front.stream().map(Result::codec).toList());
  }

  @Test
  void namesOfNeighboursDoNotHideEachOther() {
    PlotLabels labels = new PlotLabels();
    labels.addDot(0.5, 0.5);
    labels.addDot(0.51, 0.5);
    double first = labels.place("native", 0.5, 0.5);
    double second = labels.place("zstd-1", 0.51, 0.5);
    assertTrue(first > 0.5);
    assertTrue(second < 0.5);
    // At the upper edge there is room below only.
    assertTrue(labels.place("high", 0.2, 0.99) < 0.99);
  }

  @Test
  void imagesCanBeRead() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ParetoPlot plot = new ParetoPlot(RESULTS);
    plot.writePng(png);
    assertNotNull(ImageIO.read(new ByteArrayInputStream(png.toByteArray())));
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    plot.writeSvg(svg);
    assertTrue(svg.toString(StandardCharsets.UTF_8).contains("<svg"));
  }
}
