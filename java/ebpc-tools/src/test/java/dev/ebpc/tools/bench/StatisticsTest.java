package dev.ebpc.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.NumberFormat;
import java.util.stream.Stream;
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

  private static Piece piece(byte[] words) {
    return new Piece(
        new Group("", "int8", false), NumberFormat.INT8, words, new long[] {words.length});
  }

  @Test
  void speedIsBytesOfPiecesThatTookPart() {
    Workload workload =
        new Workload(Stream.of(300, 200, 9).map(bytes -> piece(new byte[bytes])).toList(), 3);
    int[] some = {0, 1};
    Pass pass = new Pass(3);
    pass.record(1, 50, 7);
    pass.record(2, 1000, 1000);
    assertEquals(4.0, pass.gigabytesPerSecond(workload, some));
    assertEquals(7.0, pass.allocatedBytes(some));
    assertTrue(Double.isNaN(pass.gigabytesPerSecond(workload, new int[] {0})));
    assertTrue(Double.isNaN(pass.allocatedBytes(new int[] {0})));
    pass.record(0, 200, 9);
    assertEquals(2.0, pass.gigabytesPerSecond(workload, some));
    assertEquals(8.0, pass.allocatedBytes(some));
  }

  @Test
  void ratiosArePairedByPiece() {
    Pass some = new Pass(3);
    Pass all = new Pass(3);
    some.record(2, 10, 0);
    all.record(0, 1000, 0);
    all.record(1, 1000, 0);
    all.record(2, 25, 0);
    int[] three = {0, 1, 2};
    assertEquals(2.5, some.speedup(all, three));
    assertEquals(0.4, all.speedup(some, three));
    assertTrue(Double.isNaN(some.speedup(new Pass(3), three)));
    assertTrue(Double.isNaN(some.speedup(all, new int[] {0, 1})));
  }
}
