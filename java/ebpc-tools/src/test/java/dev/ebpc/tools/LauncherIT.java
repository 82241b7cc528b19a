package dev.ebpc.tools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher at the top of the project, on the distribution that this build has made. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherIT {
  private static final Path LAUNCHER = Path.of("../../ebpc").toAbsolutePath().normalize();

  @TempDir Path folder;

  @SuppressWarnings("ArrayRecordComponent") // looked at, never compared
  private record Outcome(int exitCode, byte[] out, String err) {}

  private ProcessBuilder command(Path launcher, String... words) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).directory(folder.toFile());
  }

  private Outcome run(Path launcher, byte[] input, String... words) throws Exception {
    return run(command(launcher, words), input);
  }

  private static Outcome run(ProcessBuilder command, byte[] input) throws Exception {
    File err = File.createTempFile("err", null);
    Process process = command.redirectError(err).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    }
    byte[] out = process.getInputStream().readAllBytes();
    int exitCode = process.waitFor();
    String told = Files.readString(err.toPath());
    Files.delete(err.toPath());
    return new Outcome(exitCode, out, told);
  }

  private Outcome run(String... words) throws Exception {
    return run(LAUNCHER, new byte[0], words);
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }

  @Test
  void exitCodesAndOneLineOfErrorComeThrough() throws Exception {
    Samples.file(folder, "bad.npy", new byte[10]);
    Outcome version = run("--version");
    assertEquals(0, version.exitCode, version.err);
    assertEquals("", version.err);
    Outcome corrupt = run("compress", "bad.npy");
    assertEquals(1, corrupt.exitCode);
    assertEquals(1, corrupt.err.lines().count(), corrupt.err);
    assertEquals(2, run("compress", "--bogus").exitCode);
    assertEquals(1, files());
  }

  /** The native engine is shown, chosen and checked wherever this build could make it. */
  @Test
  void theNativeEngineIsInTheDistribution() throws Exception {
    boolean built;
    try (Stream<Path> all = Files.walk(LAUNCHER.resolveSibling("java/ebpc-native/target/native"))) {
      built = all.anyMatch(Files::isRegularFile);
    }
    Outcome doctor = run("doctor");
    String engine = built ? "engine native   available" : "engine native   not available";
    assertTrue(text(doctor).contains(engine), text(doctor));
    Samples.file(folder, "x.npy", Samples.npy("|i1", false, "(9000,)", new byte[9000]));
    Outcome verify = run("verify", "--json", "x.npy");
    assertEquals(0, verify.exitCode, verify.err);
    assertEquals(built, text(verify).contains("\"native\""), text(verify));
  }

  private static String text(Outcome outcome) {
    return new String(outcome.out, StandardCharsets.UTF_8);
  }

  @Test
  void standardStreamsCarryDataThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), LAUNCHER);
    byte[] elements = Samples.elements(20_000, 4, 1);
    byte[] npy = Samples.npy("<f4", false, "(200, 100)", elements);
    Outcome compressed = run(link, npy, "compress", "-");
    assertEquals(0, compressed.exitCode, compressed.err);
    assertTrue(compressed.out.length < npy.length);
    Outcome restored = run(link, compressed.out, "decompress", "-");
    assertEquals(0, restored.exitCode, restored.err);
    assertArrayEquals(npy, restored.out);
    Outcome cut = run(link, new byte[] {'E', 'B', 'P', 'C', 1}, "decompress", "-o", "x.npy", "-");
    assertEquals(1, cut.exitCode);
    Files.delete(link);
    assertEquals(0, files());
  }

  private int shell(String script) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", script);
    shell.environment().put("E", LAUNCHER.toString());
    return shell
        .directory(folder.toFile())
        .redirectError(folder.resolve("err").toFile())
        .start()
        .waitFor();
  }

  @Test
  void outputsThatAreNoFilesAreWrittenTo() throws Exception {
    Samples.file(folder, "x.npy", Samples.npy("|i1", false, "(9000,)", new byte[9000]));
    assertEquals(0, run("compress", "x.npy").exitCode);
    for (String output :
        List.of(
            "-o >(cat >y); while ! cmp -s x.npy.ebpc y; do sleep 0.1; done",
            "-o /dev/stdout | cmp - x.npy.ebpc",
            "-o /dev/fd/1 | cmp - x.npy.ebpc",
            "-q -o /dev/fd/7 7>>y && cat x.npy.ebpc x.npy.ebpc | cmp - y")) {
      assertEquals(0, shell("\"$E\" compress x.npy " + output), output);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aStandardOutputThatTakesNothingIsAnError() throws Exception {
    for (String command : List.of("--version", "--help", "doctor --json")) {
      assertEquals(1, shell("\"$E\" " + command + " >/dev/full"), command);
      assertTrue(Files.readString(folder.resolve("err")).contains("No space left"), command);
      assertEquals(1, shell("\"$E\" " + command + " >&-"), command);
      assertEquals(
          1, shell("{ \"$E\" " + command + "; echo $? >code; } | true; exit $(cat code)"), command);
    }
    Samples.file(folder, "x.npy", Samples.npy("|i1", false, "(9,)", new byte[9]));
    byte[] before = Files.readAllBytes(folder.resolve("x.npy"));
    assertEquals(2, shell("\"$E\" compress -f - -o x.npy <x.npy"));
    assertEquals(2, shell("\"$E\" compress - <x.npy >>x.npy"));
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("x.npy")));
  }

  @Test
  void anInterruptedRunLeavesNothingBehind() throws Exception {
    Process process =
        command(LAUNCHER, "compress", "--type", "int8", "-o", "out.ebpc", "-")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    byte[] elements = Samples.elements(1 << 20, 1, 2);
    OutputStream in = process.getOutputStream();
    in.write(elements);
    in.flush();
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (files() == 0 && System.nanoTime() < patience) {
      Thread.sleep(20);
    }
    assertEquals(1, files(), "the unfinished file is there");
    process.toHandle().destroy(); // leaves its standard input open
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, files());
  }
}
