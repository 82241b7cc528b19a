package dev.ebpc.tools.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void linearAxisEndsAtMarks() {
    assertEquals(List.of(0.0, 20.0, 40.0, 60.0, 80.0, 100.0), new Scale(0, 100, 0).marks());
    Scale scale = Scale.linear(1.43, 2.31);
    assertEquals(1.4, scale.low(), 1e-9);
    assertEquals(2.4, scale.high(), 1e-9);
  }

  @Test
  void logarithmicAxisEndsAtPowers() {
    assertEquals(List.of(0.5, 1.0, 2.0, 4.0, 8.0, 16.0), Scale.logarithmic(0.8, 9, 2).marks());
    assertEquals(0.5, new Scale(1, 16, 2).place(4), 1e-12);
  }

  @Test
  void marksAreReadable() {
    assertEquals("0.5", Scale.label(0.5));
    assertEquals("16", Scale.label(16));
    assertEquals("1e\u22125", Scale.label(1e-5));
  }
}
