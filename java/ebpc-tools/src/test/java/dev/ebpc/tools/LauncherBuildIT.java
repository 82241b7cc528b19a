package dev.ebpc.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the launcher builds: in a small checkout, with a Maven that copies this build's jars. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherBuildIT {
  private static final Path LAUNCHER = Path.of("../../ebpc").toAbsolutePath().normalize();
  private static final Path JARS = Path.of("target/ebpc/lib").toAbsolutePath();
  private static final String SOURCE = "java/ebpc/src/main/A.java";
  private static final String VERSION = "ebpc " + Version.text() + "\n";

  @TempDir Path folder;

  private Path checkout;

  @BeforeEach
  void makeCheckout() throws IOException {
    makeCheckout(folder.resolve("checkout"));
    Path maven = Files.createDirectory(folder.resolve("bin")).resolve("mvn");
    // Half of the jars are there long before the last.
    Files.writeString(
        maven,
        """
        #!/bin/sh
        echo built >> "$BUILDS"
        mkdir -p java/ebpc-tools/target/ebpc/lib
        cp "$JARS"/ebpc*.jar java/ebpc-tools/target/ebpc/lib
        sleep "$PAUSE"
        cp "$JARS"/*.jar java/ebpc-tools/target/ebpc/lib
        """);
    assertTrue(maven.toFile().setExecutable(true));
  }

  private void makeCheckout(Path path) throws IOException {
    checkout = path;
    Files.createDirectories(checkout.resolve(SOURCE).getParent());
    Files.createDirectories(checkout.resolve("java/ebpc-tools"));
    Files.writeString(checkout.resolve(SOURCE), "class A {}");
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.copy(LAUNCHER, checkout.resolve("ebpc"), StandardCopyOption.COPY_ATTRIBUTES);
  }

  private Process start(String pause, String... words) throws IOException {
    ProcessBuilder command = new ProcessBuilder(words).directory(folder.toFile());
    command.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    command.environment().put("BUILDS", folder.resolve("builds").toString());
    command.environment().put("JARS", JARS.toString());
    command.environment().put("PAUSE", pause);
    return command.redirectError(folder.resolve("err").toFile()).start();
  }

  private String launcher() {
    return checkout.resolve("ebpc").toString();
  }

  private void assertStarts() throws Exception {
    assertEquals(VERSION, end(start("0", launcher(), "--version")));
  }

  private String end(Process process) throws Exception {
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return told + (process.exitValue() == 0 ? "" : Files.readString(folder.resolve("err")));
  }

  private int builds() throws IOException {
    Path builds = folder.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
  }

  private Path target() {
    return checkout.resolve("java/ebpc-tools/target");
  }

  @Test
  void itBuildsOnFirstUseAndAfterChanges() throws Exception {
    assertStarts();
    assertStarts();
    assertEquals(1, builds());
    Thread.sleep(20);
    Files.writeString(checkout.resolve(SOURCE), "class A { int changed; }");
    assertStarts();
    assertStarts();
    assertEquals(2, builds());
    Files.delete(checkout.resolve(SOURCE));
    assertStarts();
    assertEquals(3, builds());
  }

  @Test
  void newDatesAreNoChange() throws Exception {
    assertStarts();
    run("cp", "-r", checkout.toString(), folder.resolve("copy").toString());
    checkout = folder.resolve("copy");
    run("sh", "-c", "sleep 0.02; find \"$0\" -name 'A.java' -exec touch {} +", checkout.toString());
    assertStarts();
    assertEquals("", Files.readString(folder.resolve("err")));
    assertEquals(1, builds());
  }

  @Test
  void aCheckoutThatCannotBeWrittenRunsAsItWasBuilt() throws Exception {
    assertStarts();
    Thread.sleep(20);
    Files.writeString(checkout.resolve(SOURCE), "class A {}"); // only the date
    // Before root no mode protects anything; a launcher of somebody else's is what is meant.
    boolean root = run("id", "-u").equals("0\n");
    if (root) {
      run("chmod", "-R", "a+rX", folder.toString());
    }
    run("chmod", "-R", "a-w", checkout.toString());
    String[] command =
        root
            ? new String[] {
              "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", launcher(), "--version"
            }
            : new String[] {launcher(), "--version"};
    assertEquals(VERSION, end(start("0", command)));
    assertEquals("", Files.readString(folder.resolve("err")));
    run("chmod", "-R", "u+w", checkout.toString());
    Files.writeString(checkout.resolve(SOURCE), "class A { int changed; }");
    run("chmod", "-R", "a-w", checkout.toString());
    assertEquals(VERSION, end(start("0", command)));
    assertTrue(Files.readString(folder.resolve("err")).contains("runs as it was built"));
    run("chmod", "-R", "u+w", checkout.toString());
    assertEquals(1, builds());
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    List<Process> both =
        List.of(start("1", launcher(), "--version"), start("1", launcher(), "--version"));
    for (Process process : both) {
      assertEquals(VERSION, end(process));
    }
    assertEquals(1, builds());
    assertFalse(Files.exists(target().resolve("build.lock")));
  }

  @Test
  void aBuildThatWasStoppedIsBegunAnew() throws Exception {
    for (boolean forcibly : new boolean[] {false, true}) {
      int before = builds();
      Process process = start("2", launcher(), "--version");
      while (builds() == before || !Files.exists(target().resolve("ebpc/lib/ebpc-tools.jar"))) {
        assertTrue(process.isAlive());
        Thread.sleep(10);
      }
      if (forcibly) {
        process.destroyForcibly();
      } else {
        process.destroy();
      }
      process.waitFor();
      assertStarts();
      assertEquals(before + 2, builds());
      Thread.sleep(20);
      Files.writeString(checkout.resolve(SOURCE), "class A { int changed; }");
    }
  }

  /** A pipe of data is not for Maven to read. */
  @Test
  void aBuildLeavesStandardInputAlone() throws Exception {
    Files.writeString(
        folder.resolve("bin/mvn"),
        Files.readString(folder.resolve("bin/mvn")).replace("sleep", "cat >/dev/null; sleep"));
    Process process = start("0", launcher(), "compress", "--type", "int8", "-");
    try (var in = process.getOutputStream()) {
      in.write(new byte[1000]);
    }
    assertTrue(end(process).startsWith("EBPC"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b q'\"q $HOME `x` \\", "*[x]?", "-dash", "\n", "é", "~", "%41#"})
  void aFolderMayHaveAnyName(String name) throws Exception {
    makeCheckout(folder.resolve("in").resolve(name));
    assertStarts();
    assertEquals(1, builds());
    Path link = Files.createSymbolicLink(folder.resolve("li nk"), Path.of(launcher()));
    assertEquals(
        VERSION,
        end(start("0", "bash", "-c", "cd \"$0\" && \"$1\" --version", checkout + "", link + "")));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aColonInTheNameOfTheFolderSeparatesNothing() throws Exception {
    assertStarts();
    Path moved = Files.move(checkout, folder.resolve("a:b"));
    checkout = moved;
    assertStarts();
    Files.delete(target().resolve("ebpc/lib/ebpc-tools.jar"));
    assertTrue(end(start("0", launcher(), "--version")).contains("colon"));
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), String.join(" ", command));
    return told;
  }
}
