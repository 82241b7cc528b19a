package dev.ebpc.vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is known of the JVM and the processor without compiling anything. */
final class VirtualMachine {

  /** First feature release whose compiler knows all operations that the kernels use. */
  private static final int FIRST_RELEASE = 25;

  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  /** Compress and expand of bytes, shuffles of bytes, bit counts of bytes. */
  private static final List<String> FEATURES =
      List.of("avx512bw", "avx512vbmi", "avx512_vbmi2", "avx512_bitalg", "bmi2");

  private VirtualMachine() {}

  /**
   * Finds out why vector kernels would be slow here.
   *
   * @return the reason in words; empty if there is none
   */
  static Optional<String> whySlow() {
    if (Runtime.version().feature() < FIRST_RELEASE) {
      return Optional.of("Java " + FIRST_RELEASE + " or newer is needed");
    }
    if (!System.getProperty("java.vm.name", "").contains("Server VM")
        || System.getProperty("java.vm.version", "").contains("jvmci")) {
      return Optional.of("the JVM is not HotSpot with its own compiler");
    }
    String mode = System.getProperty("java.vm.info", "");
    if (!mode.contains("mixed mode") || mode.contains("emulated-client")) {
      return Optional.of("the compiler C2 does not run (" + mode + ")");
    }
    return whyProcessorSlow(PROCESSOR);
  }

  /**
   * Looks up the processor's features.
   *
   * @param description Linux' list of processors
   * @return what is missing, in words; empty if nothing is
   */
  static Optional<String> whyProcessorSlow(Path description) {
    try (var lines = Files.lines(description)) {
      List<String> flags =
          lines
              .filter(line -> line.startsWith("flags"))
              .findFirst()
              .map(line -> List.of(line.split("\\s+")))
              .orElse(List.of());
      return FEATURES.stream()
          .filter(feature -> !flags.contains(feature))
          .findFirst()
          .map(feature -> "the processor lacks " + feature);
    } catch (IOException | RuntimeException unreadable) {
      return Optional.of("cannot see whether the processor has AVX-512 with VBMI2");
    }
  }
}
