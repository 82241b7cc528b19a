package dev.ebpc.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ebpc.code.Profile;
import dev.ebpc.engine.EngineStatus;
import dev.ebpc.engine.Engines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which engine {@code auto} takes when the module is there. */
class ChoiceTest {

  @Test
  void aForcedWidthIsUsed() {
    assumeFalse(System.getProperty(VectorProvider.WIDTH_PROPERTY) == null);
    assertEquals(Integer.getInteger(VectorProvider.WIDTH_PROPERTY), Width.BITS);
    assertEquals(Width.BITS, Width.PACKED.vectorBitSize());
    assertEquals("vector", chosen(Profile.HARDWARE));
    assertEquals("vector", chosen(Profile.PACKED));
  }

  /** What the kernels need, looked up here by other means than the engine's own. */
  private static boolean processorHas(String... features) throws IOException {
    Path list = Path.of("/proc/cpuinfo");
    String text = Files.exists(list) ? Files.readString(list) : "";
    return Stream.of(features).allMatch(f -> text.contains(" " + f + " "));
  }

  /** Chosen for a profile exactly where it is fast; refused with a reason where it is not. */
  @Test
  @Tag("choice")
  void vectorIsChosenWhereItIsFast() throws IOException {
    assumeFalse(System.getProperty(VectorProvider.WIDTH_PROPERTY) != null);
    boolean packed = processorHas("avx2", "bmi2");
    boolean hardware =
        processorHas("avx512bw", "avx512vbmi", "avx512_vbmi2", "avx512_bitalg", "bmi2");
    EngineStatus status = new VectorProvider().probe();
    assertEquals(packed, status.engine().isPresent(), status.reason());
    assertFalse(status.reason().isBlank());
    assertEquals(packed ? "vector" : "scalar", chosen(Profile.PACKED));
    assertEquals(hardware ? "vector" : "scalar", chosen(Profile.HARDWARE));
  }

  private static String chosen(Profile profile) {
    return Engines.auto().coder(profile).orElseThrow().engine();
  }

  /** A JVM of its own, told to use no more than AVX2. */
  @Test
  @Tag("choice")
  void withoutCompressAndExpandItIsThereForThePackedProfileAlone() throws Exception {
    assumeFalse(System.getProperty(VectorProvider.WIDTH_PROPERTY) != null);
    assumeTrue(processorHas("avx2", "bmi2"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:UseAVX=2",
                "-cp",
                System.getProperty("java.class.path"),
                ChoiceTest.class.getName())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    List<String> lines = output.lines().toList();
    assertEquals("packed: vector", lines.get(0));
    assertEquals("hardware: scalar", lines.get(1));
    String reason = lines.get(2);
    assertTrue(reason.contains("UseAVX=2") || reason.contains("lacks avx512"), reason);
    assertEquals("registers of 256 bits", lines.get(3));
  }

  /** Prints which engine has which profile, and what the vector engine says of each. */
  public static void main(String[] arguments) {
    System.out.println("packed: " + chosen(Profile.PACKED));
    System.out.println("hardware: " + chosen(Profile.HARDWARE));
    new VectorProvider()
        .probe()
        .engine()
        .ifPresent(vector -> vector.coders().forEach(c -> System.out.println(c.reason())));
  }
}
