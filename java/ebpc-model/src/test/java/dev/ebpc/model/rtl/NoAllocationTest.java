package dev.ebpc.model.rtl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.ebpc.model.Behaviour;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.rtl.decoder.EbpcDecoder;
import dev.ebpc.model.rtl.encoder.EbpcEncoder;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Cycles of the units cost no memory. */
class NoAllocationTest {
  private static final int CYCLES = 100_000;

  @Test
  void encoder() {
    EbpcEncoder encoder = new EbpcEncoder(HardwareParameters.PUBLISHED, Behaviour.AS_PUBLISHED);
    assertNoAllocation(
        cycle -> {
          encoder.evaluate(true, (cycle * 31) & 0xFF, false, cycle % 7 != 0, cycle % 5 != 0);
          encoder.tick();
        });
  }

  @Test
  void decoder() {
    EbpcDecoder decoder = new EbpcDecoder(HardwareParameters.PUBLISHED, Behaviour.AS_PUBLISHED);
    assertNoAllocation(
        cycle -> {
          decoder.offerNumWords(true, 999);
          decoder.offerZnz(true, (cycle * 31) & 0xFF, false);
          decoder.offerBpc(true, (cycle * 17) & 0xFF, false);
          decoder.evaluate(cycle % 3 != 0);
          decoder.tick();
        });
  }

  private static void assertNoAllocation(IntConsumer cycle) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // Classes are loaded on the way.
    run(cycle);
    long before = thread.getCurrentThreadAllocatedBytes();
    run(cycle);
    long bytes = thread.getCurrentThreadAllocatedBytes() - before;
    assertTrue(bytes < CYCLES, () -> bytes + " bytes in " + CYCLES + " cycles");
  }

  private static void run(IntConsumer cycle) {
    for (int i = 0; i < CYCLES; i++) {
      cycle.accept(i);
    }
  }
}
