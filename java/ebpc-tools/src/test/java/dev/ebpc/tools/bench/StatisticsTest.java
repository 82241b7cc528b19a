package dev.ebpc.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.NumberFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void medianAndQuartiles() {
    double[] values = {5, 1, 4, 2, 3};
    assertEquals(3, Statistics.median(values));
    assertEquals(2, Statistics.quantile(values, 0.25));
    assertEquals(4, Statistics.quantile(values, 0.75));
    assertEquals(1.5, Statistics.median(new double[] {2, 1}));
    assertEquals(7, Statistics.median(new double[] {7}));
  }

  @Test
  void whatIsNoNumberDoesNotCount() {
    assertEquals(2, Statistics.median(new double[] {Double.NaN, 2}));
    assertTrue(Double.isNaN(Statistics.median(new double[0])));
  }

  @Test
  void speedIsBytesOfPiecesThatTookPart() {
    Workload workload =
        new Workload("x", NumberFormat.INT8, List.of(new byte[300], new byte[200]), 2);
    Pass pass = new Pass(2);
    pass.record(1, 50, 7);
    assertEquals(4.0, pass.gigabytesPerSecond(workload));
    assertEquals(7.0, pass.allocatedBytes());
    pass.record(0, 200, 9);
    assertEquals(2.0, pass.gigabytesPerSecond(workload));
    assertEquals(8.0, pass.allocatedBytes());
  }

  @Test
  void ratiosArePairedByPiece() {
    Pass some = new Pass(3);
    Pass all = new Pass(3);
    some.record(2, 10, 0);
    all.record(0, 1000, 0);
    all.record(1, 1000, 0);
    all.record(2, 25, 0);
    assertEquals(2.5, some.speedup(all));
    assertEquals(0.4, all.speedup(some));
    assertTrue(Double.isNaN(some.speedup(new Pass(3))));
  }
}
