package dev.ebpc.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ebpc.code.Profile;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which engine {@code auto} takes when the module is there. */
class ChoiceTest {

  @Test
  void aForcedWidthIsUsed() {
    assumeFalse(System.getProperty(VectorProvider.WIDTH_PROPERTY) == null);
    assertEquals(Integer.getInteger(VectorProvider.WIDTH_PROPERTY), Width.BITS);
    assertEquals("vector", Engines.auto().coder(Profile.HARDWARE).orElseThrow().engine());
  }

  /** What the kernels need, looked up here by other means than the engine's own. */
  private static boolean processorIsFast() throws IOException {
    Path list = Path.of("/proc/cpuinfo");
    String text = Files.exists(list) ? Files.readString(list) : "";
    return Stream.of("bw", "vbmi", "_vbmi2", "_bitalg")
        .allMatch(f -> text.contains(" avx512" + f + " "));
  }

  /** Chosen exactly where it is fast; refused with a reason where it is not. */
  @Test
  @Tag("choice")
  void vectorIsChosenWhereItIsFast() throws IOException {
    assumeFalse(System.getProperty(VectorProvider.WIDTH_PROPERTY) != null);
    boolean fast = processorIsFast();
    EngineStatus status = new VectorProvider().probe();
    assertEquals(fast, status.engine().isPresent(), status.reason());
    assertFalse(status.reason().isBlank());
    assertEquals(
        fast ? "vector" : "scalar", Engines.auto().coder(Profile.HARDWARE).orElseThrow().engine());
  }
}
