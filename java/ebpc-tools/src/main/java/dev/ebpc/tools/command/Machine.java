package dev.ebpc.tools.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The machine and JVM that the tools run on.
 *
 * @param jvm name, version and mode of the virtual machine
 * @param maxHeapBytes the most that its heap may grow to
 * @param system operating system and architecture
 * @param processors how many threads can run at a time
 * @param processor its name, or "unknown"
 * @param features those instruction sets of it that engines use; empty if nobody tells
 */
record Machine(
    String jvm,
    long maxHeapBytes,
    String system,
    int processors,
    String processor,
    List<String> features) {

  /** Names as Linux gives them, x86-64 first, then AArch64. */
  private static final Set<String> USED =
      Set.of(
          "sse4_2",
          "popcnt",
          "avx",
          "avx2",
          "bmi1",
          "bmi2",
          "gfni",
          "avx512f",
          "avx512bw",
          "avx512dq",
          "avx512vl",
          "avx512_vbmi",
          "avx512_vbmi2",
          "avx512_bitalg",
          "asimd",
          "sve",
          "sve2",
          "svebitperm");

  static Machine here() {
    String jvm =
        "%s %s (%s), %s"
            .formatted(
                System.getProperty("java.vm.name"),
                Runtime.version(),
                System.getProperty("java.vm.vendor"),
                System.getProperty("java.vm.info"));
    String system =
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"));
    List<String> cpuInfo = cpuInfo();
    String flags = field(cpuInfo, "flags", field(cpuInfo, "Features", ""));
    return new Machine(
        jvm,
        Runtime.getRuntime().maxMemory(),
        system,
        Runtime.getRuntime().availableProcessors(),
        field(cpuInfo, "model name", "unknown"),
        Arrays.stream(flags.split(" ")).filter(USED::contains).toList());
  }

  /** Only Linux tells; elsewhere the table says less. */
  private static List<String> cpuInfo() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo"));
    } catch (IOException notLinux) {
      return List.of();
    }
  }

  private static String field(List<String> lines, String name, String missing) {
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).strip().equals(name)) {
        return line.substring(colon + 1).strip();
      }
    }
    return missing;
  }
}
