package dev.ebpc.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs programs in a folder, and fails with what they printed if they fail. */
record Shell(Path folder) {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

  /** A program of the JDK that runs this test. */
  static String jdk(String program) {
    return JAVA.resolve(program).toString();
  }

  /** Runs a program. */
  String run(String what, List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().merge("PATH", "", (path, none) -> JAVA + File.pathSeparator + path);
    builder.environment().put("DESTDIR", folder.resolve("installed").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), what + "\n" + told);
    return told;
  }
}
