package dev.ebpc.tools.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.NumberFormat;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  @Test
  void piecesAreTheWordsInTheirOrder() {
    byte[] words = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    Workload workload = Workload.cut("x", NumberFormat.INT16, words, 4);
    assertEquals(3, workload.pieces().size());
    assertArrayEquals(new byte[] {5, 6, 7, 8}, workload.pieces().get(1));
    assertArrayEquals(new byte[] {9, 10}, workload.pieces().get(2));
    assertEquals(10, workload.bytes());
  }

  @Test
  void repetitionCopiesPiecesAndNeverGrowsThem() {
    Workload once = Workload.cut("x", NumberFormat.INT8, new byte[] {1, 2, 3}, 2);
    Workload repeated = once.repeated(7);
    assertEquals(5, repeated.pieces().size());
    assertEquals(8, repeated.bytes());
    assertEquals(3, repeated.distinctBytes());
    assertArrayEquals(new byte[] {3}, repeated.pieces().get(3));
    assertNotSame(repeated.pieces().get(0), repeated.pieces().get(2));
    assertEquals(once.pieces(), once.repeated(1).pieces());
  }

  @Test
  void nothingCannotBeMeasured() {
    assertThrows(
        IllegalArgumentException.class, () -> Workload.cut("x", NumberFormat.INT8, new byte[0], 4));
  }

  @Test
  void shippedMapsGiveEveryFormat() throws IOException {
    List<Workload> workloads = Workloads.shipped();
    Set<NumberFormat> formats = new HashSet<>();
    for (Workload workload : workloads) {
      formats.add(workload.format());
      assertTrue(workload.bytes() >= 8 << 20, workload::name);
      assertTrue(workload.pieces().get(0).length <= Workload.PIECE_BYTES, workload::name);
    }
    assertTrue(
        formats.containsAll(List.of(NumberFormat.INT8, NumberFormat.INT16, NumberFormat.FLOAT16)),
        formats::toString);
  }
}
