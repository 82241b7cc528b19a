package dev.ebpc.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jdk.incubator.vector.ByteVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engine {@code auto} takes when the module is there. */
class ChoiceTest {

  @Test
  void aForcedWidthIsUsed() {
    assumeFalse(System.getProperty(VectorProvider.WIDTH_PROPERTY) == null);
    assertEquals(Integer.getInteger(VectorProvider.WIDTH_PROPERTY), Width.BITS);
    assertEquals("vector", Engines.auto().name());
  }

  /** Chosen exactly where it is fast; refused with a reason where it is not. */
  @Test
  @Tag("choice")
  void vectorIsChosenWhereItIsFast() {
    assumeFalse(System.getProperty(VectorProvider.WIDTH_PROPERTY) != null);
    boolean fast =
        VirtualMachine.whySlow().isEmpty() && ByteVector.SPECIES_PREFERRED.vectorBitSize() >= 512;
    EngineStatus status = new VectorProvider().probe();
    assertEquals(fast, status.engine().isPresent(), status.reason());
    assertFalse(status.reason().isBlank());
    assertEquals(fast ? "vector" : "scalar", Engines.auto().name());
  }

  @Test
  void aProcessorWithoutTheInstructionsIsRefused(@TempDir Path dir) throws Exception {
    Path list = dir.resolve("cpuinfo");
    Files.writeString(list, "flags\t\t: fpu bmi2 avx2 avx512bw avx512vbmi\n");
    assertEquals(
        Optional.of("the processor lacks avx512_vbmi2"), VirtualMachine.whyProcessorSlow(list));
    Files.writeString(list, "flags : bmi2 avx512bw avx512vbmi avx512_vbmi2 avx512_bitalg\n");
    assertEquals(Optional.empty(), VirtualMachine.whyProcessorSlow(list));
    assertTrue(VirtualMachine.whyProcessorSlow(dir.resolve("none")).isPresent());
  }
}
