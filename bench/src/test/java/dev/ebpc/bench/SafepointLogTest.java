package dev.ebpc.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SafepointLogTest {
  private static final String LINE =
      "[0.412s][info][safepoint] Safepoint \"G1CollectFull\", Time since last: 51230000 ns,"
          + " Reaching safepoint: 1234567 ns, Cleanup: 0 ns, At safepoint: 4500000 ns,"
          + " Total: 5734567 ns";

  @Test
  void timeToReachIsRead() {
    assertEquals(Optional.of(1_234_567L), SafepointLog.nanosOf(LINE));
    assertEquals(Optional.empty(), SafepointLog.nanosOf("[0.1s][info][gc] Using G1"));
    assertEquals(Optional.empty(), SafepointLog.nanosOf("native: 12 tensors of 64 MiB each way"));
  }

  @Test
  void decoratedAndAlignedLinesAreReadToo() {
    assertEquals(
        Optional.of(77L),
        SafepointLog.nanosOf(
            "[2026-01-01T00:00:00][info][safepoint   ] Safepoint \"Cleanup\","
                + " Time since last:          1 ns, Reaching safepoint:         77 ns, Total: 1 ns"));
  }

  @Test
  void largestIsNamed() {
    SafepointLog log = new SafepointLog();
    assertEquals("no safepoint", log.toString());
    assertEquals(0, log.quantile(0.5));
    log.add(LINE);
    log.add("something else");
    for (int i = 0; i < 9; i++) {
      log.add(LINE.replace("1234567", "2000").replace("G1CollectFull", "Cleanup"));
    }
    assertEquals(10, log.safepoints());
    assertEquals(2000, log.quantile(0.5));
    assertTrue(
        log.toString()
            .equals(
                "10 safepoints; time to reach one: median 0.002 ms, 99 % 1.235 ms, largest 1.235 ms"
                    + " (G1CollectFull)"),
        log::toString);
  }
}
