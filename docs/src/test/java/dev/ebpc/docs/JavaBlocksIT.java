package dev.ebpc.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles and runs the Java of the documents. A block is the body of a method; what it imports is
 * imported for the blocks after it in the same document, too.
 */
class JavaBlocksIT {
  private static final Path JARS = Block.TOP.resolve("java/ebpc-tools/target/ebpc/lib");
  private static final String MODULE = "a.program";

  @TempDir Path folder;

  /** Writes the blocks as classes and returns their names. */
  private List<String> write(Path sources) throws IOException {
    Path room = Files.createDirectories(sources.resolve("program"));
    List<String> names = new ArrayList<>();
    for (Path document : Block.documents()) {
      Set<String> imports = new TreeSet<>();
      for (Block block : Block.of(document)) {
        if (block.language().equals("java")) {
          String name = block.place().replaceAll("\\W", "_");
          Files.writeString(room.resolve(name + ".java"), asClass(name, block, imports));
          names.add(name);
        }
      }
    }
    String calls = names.stream().map(n -> "    " + n + ".run();\n").collect(Collectors.joining());
    Files.writeString(
        room.resolve("Main.java"),
        """
        package program;

        public class Main {
          public static void main(String[] arguments) throws Exception {
            System.out.println("engines" + dev.ebpc.engine.Engines.all());
        %s    System.out.println("done");
          }
        }
        """
            .formatted(calls));
    return names;
  }

  private static String asClass(String name, Block block, Set<String> imports) {
    StringBuilder body = new StringBuilder();
    for (String line : block.lines()) {
      if (line.startsWith("import ")) {
        imports.add(line);
      } else {
        body.append("    ").append(line).append('\n');
      }
    }
    return """
        package program;
        %s

        class %s {
          static void run() throws Exception {
        %s  }
        }
        """
        .formatted(String.join("\n", imports), name, body);
  }

  private static String jars(String pattern) throws IOException {
    try (Stream<Path> all = Files.list(JARS)) {
      String path =
          all.filter(jar -> jar.getFileName().toString().matches(pattern))
              .map(Path::toString)
              .sorted()
              .collect(Collectors.joining(File.pathSeparator));
      assertTrue(!path.isEmpty(), pattern);
      return path;
    }
  }

  private List<Path> sources(Path below) throws IOException {
    try (Stream<Path> all = Files.walk(below)) {
      return all.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private void compile(Path sources, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(Shell.jdk("javac"), "-d", "classes"));
    command.addAll(List.of(options));
    sources(sources).forEach(source -> command.add(source.toString()));
    new Shell(folder).run("the Java blocks", command);
  }

  private String run(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(Shell.jdk("java"), "-ea"));
    command.addAll(List.of(options));
    String told = new Shell(folder).run("the Java blocks", command);
    assertTrue(told.endsWith("done\n"), told);
    return told;
  }

  @Test
  void onTheClassPathTheLibraryAloneIsEnoughAndNeedsNoFlag() throws Exception {
    assertTrue(write(folder.resolve("src")).size() >= 6);
    String library = jars("ebpc-[0-9.]+\\.jar");
    compile(folder.resolve("src"), "-cp", library);
    String told = run("-cp", "classes" + File.pathSeparator + library, "program.Main");
    assertEquals(2, told.lines().count(), told);
  }

  @Test
  void aNamedModuleNeedsNoMoreThanToRequireIt() throws Exception {
    Path sources = folder.resolve("src");
    write(sources);
    Files.writeString(
        sources.resolve("module-info.java"), "module " + MODULE + " { requires dev.ebpc; }");
    String library = jars("ebpc-[0-9.]+\\.jar");
    compile(sources, "-p", library);
    String path = "classes" + File.pathSeparator + library;
    String told = run("-p", path, "-m", MODULE + "/program.Main");
    assertEquals(2, told.lines().count(), told);
  }

  /** With the flags that the document names; the JVM does not complain. */
  @Test
  void theNativeEngineIsThereOnBothPathsWithItsFlags() throws Exception {
    Path sources = folder.resolve("src");
    write(sources);
    String native_ = jars("ebpc-native-.*\\.jar|ebpc-[0-9.]+\\.jar|jna-.*\\.jar");
    compile(sources, "-cp", native_);
    String unnamed =
        run(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            "classes" + File.pathSeparator + native_,
            "program.Main");
    Files.writeString(
        sources.resolve("module-info.java"), "module " + MODULE + " { requires dev.ebpc; }");
    compile(sources, "-p", native_);
    String named =
        run(
            "--enable-native-access=com.sun.jna,dev.ebpc.nativelib",
            "--add-modules=ALL-MODULE-PATH",
            "-p",
            "classes" + File.pathSeparator + native_,
            "-m",
            MODULE + "/program.Main");
    for (String told : List.of(unnamed, named)) {
      assertEquals(2, told.lines().count(), told);
      assertTrue(told.contains("native: "), told);
      assertTrue(told.contains("kernels of") || told.contains("no library for"), told);
    }
  }
}
