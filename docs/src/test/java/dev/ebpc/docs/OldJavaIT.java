package dev.ebpc.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Executable jars under a Java that is too old: no stack trace, but what is needed. */
class OldJavaIT {
  private static final int JAVA_8 = 52;

  @ParameterizedTest
  @ValueSource(
      strings = {"java/ebpc-tools/target/ebpc/lib/ebpc-tools.jar", "bench/target/benchmarks.jar"})
  void whatStartsFirstIsForOldJavas(String jar) throws Exception {
    try (JarFile file = new JarFile(Block.TOP.resolve(jar).toFile())) {
      String first = file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
      for (String name : List.of(first, "dev.ebpc.tools.Start")) {
        try (DataInputStream in =
            new DataInputStream(
                file.getInputStream(file.getEntry(name.replace('.', '/') + ".class")))) {
          in.readInt();
          in.readUnsignedShort();
          assertEquals(JAVA_8, in.readUnsignedShort(), name);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"java/ebpc-tools/target/ebpc/lib/ebpc-tools.jar", "bench/target/benchmarks.jar"})
  void anOldJavaIsToldWhatIsNeeded(String jar) throws Exception {
    Optional<Path> old = oldJava();
    Assumptions.assumeTrue(old.isPresent(), "all Javas here are new enough");
    Process process =
        new ProcessBuilder(old.get().toString(), "-jar", Block.TOP.resolve(jar).toString())
            .redirectErrorStream(true)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, process.waitFor());
    assertTrue(told.matches("ebpc: Java 25 or newer is needed; .* is Java \\d+\\.\\R"), told);
  }

  private static Optional<Path> oldJava() throws IOException {
    Path homes = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(homes)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(homes)) {
      return all.filter(home -> home.getFileName().toString().matches(".*\\b(8|11|17|21)\\b.*"))
          .map(home -> home.resolve("bin/java"))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }
}
