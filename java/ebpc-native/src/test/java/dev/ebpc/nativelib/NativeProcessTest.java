package dev.ebpc.nativelib;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.engine.EngineStatus;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Things that are decided once per JVM: where libraries are extracted to, what is allowed. */
class NativeProcessTest {
  private static final String ALLOWED = "--enable-native-access=ALL-UNNAMED";
  private static final String DENIED = "--illegal-native-access=deny";

  @TempDir Path directory;

  @BeforeAll
  static void assumeThere() {
    EngineStatus status = new NativeProvider().probe();
    Assumptions.assumeTrue(status.engine().isPresent(), status.reason());
  }

  @Test
  void theDirectoryIsUsedAndLeftEmpty() throws Exception {
    String told = probe(0, ALLOWED, DENIED, temporary(directory));
    assertTrue(told.contains("available true"), told);
    assertTrue(told.contains("auto native"), told);
    assertFalse(told.contains("mapped false"), told);
    try (var left = Files.list(directory)) {
      assertEquals(0, left.filter(file -> file.toString().contains("ebpc")).count());
    }
  }

  /** Neither our library nor JNA's can be changed by others before it is loaded. */
  @ParameterizedTest
  @ValueSource(strings = {"000", "022", "777"})
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void nobodyElseReachesWhatIsExtractedWhateverTheUmask(String umask) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "umask $0; exec \"$@\"", umask));
    command.addAll(java(ALLOWED, temporary(directory)));
    command.add(ExtractionWatch.class.getName());
    String told = output(command);
    assertTrue(told.contains("available true"), told);
    assertTrue(told.contains("seen rwx------ ebpc"), told);
    assertEquals(
        List.of(),
        told.lines().filter(line -> line.matches("seen .*r..r.*|seen .*w.*w.*")).toList());
    try (var left = Files.list(directory)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsAReason() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "no directory");
    String told = probe(0, ALLOWED, temporary(file.resolve("in")));
    assertTrue(told.contains("available false") && told.contains("auto scalar"), told);
    assertTrue(told.contains(file.toString()), told);
  }

  @Test
  void aDirectoryWithoutExecutionIsAReason() throws Exception {
    Path place = placeWithoutExecution().orElse(null);
    Assumptions.assumeTrue(place != null, "no file system without execution is mounted");
    Path inside = Files.createTempDirectory(place, "ebpc");
    try {
      String told = probe(0, ALLOWED, temporary(inside));
      assertTrue(told.contains("available false") && told.contains("auto scalar"), told);
      assertTrue(told.contains(inside.toString()), told);
    } finally {
      try (var left = Files.list(inside)) {
        left.forEach(file -> file.toFile().delete());
      }
      Files.delete(inside);
    }
  }

  @Test
  void whereNativeAccessIsDeniedPlainJavaDoesTheWork() throws Exception {
    String told = probe(0, DENIED);
    assertTrue(told.contains("available false") && told.contains("auto scalar"), told);
    assertTrue(told.contains("reason IllegalCallerException"), told);
  }

  /** 3000 workspaces are some 500 MiB of native memory; they go as their owners do. */
  @Test
  void workspacesAreFreed() throws Exception {
    String told = probe(3000, ALLOWED, "-XX:MaxDirectMemorySize=32m", "-Xmx128m");
    assertTrue(told.contains("done"), told);
  }

  private static String temporary(Path path) {
    return "-D" + LibraryFile.TMPDIR + "=" + path;
  }

  private static String probe(int workspaces, String... flags) throws Exception {
    List<String> command = java(flags);
    command.addAll(List.of(NativeProbe.class.getName(), Integer.toString(workspaces)));
    return output(command);
  }

  private static List<String> java(String... flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }

  private static String output(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), told);
    return told;
  }

  private static Optional<Path> placeWithoutExecution() throws IOException {
    File mounts = new File("/proc/self/mounts");
    if (!mounts.exists()) {
      return Optional.empty();
    }
    return Files.readAllLines(mounts.toPath()).stream()
        .map(line -> line.split(" ", -1))
        .filter(mount -> mount[2].equals("tmpfs") && mount[3].contains("noexec"))
        .map(mount -> Path.of(mount[1]))
        .filter(Files::isWritable)
        .findFirst();
  }
}
