package dev.ebpc.docs;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the commands of the documents, one after the other, on small data of the names they use. */
class ShellBlocksIT {
  private static final Path MAPS =
      Block.TOP.resolve("java/ebpc-tools/src/main/resources/dev/ebpc/tools/demo");
  private static final Path EXAMPLE = Block.TOP.resolve("java/ebpc-onnx/example");
  private static final String CONV1 = "resnet56cifar_chelsea_00-conv1_fixed8.npy";
  private static final String FLOAT32 = "squeezenet1_1_chelsea_14-fire6_expand1x1_float32.npy";
  private static final String FIXED12 = "squeezenet1_1_chelsea_14-fire6_expand1x1_fixed12.npy";

  /** Names in the documents, and what stands for them. */
  private static final Map<String, Path> FILES =
      Map.ofEntries(
          Map.entry("conv1.npy", MAPS.resolve(CONV1)),
          Map.entry("x.npy", MAPS.resolve(CONV1)),
          Map.entry("maps/conv1.npy", MAPS.resolve(CONV1)),
          Map.entry("maps/" + CONV1, MAPS.resolve(CONV1)),
          Map.entry("maps/" + FIXED12, MAPS.resolve(FIXED12)),
          Map.entry("maps/" + FLOAT32, MAPS.resolve(FLOAT32)),
          Map.entry("fixed12.npy", MAPS.resolve(FIXED12)),
          Map.entry("net.onnx", EXAMPLE.resolve("tiny.onnx")),
          Map.entry("squeezenet1_1.onnx", EXAMPLE.resolve("tiny.onnx")),
          Map.entry("cat.png", EXAMPLE.resolve("pebbles.png")),
          Map.entry("cup.png", EXAMPLE.resolve("pebbles.png")),
          Map.entry(
              "enc_traces.json",
              Block.TOP.resolve("java/ebpc-model/src/test/resources/vectors/enc_traces.json")));

  @TempDir Path folder;

  @BeforeEach
  void makeSamples() throws IOException {
    for (String name : List.of("ebpc", "java", "bench", "native", "cmake")) {
      Files.createSymbolicLink(folder.resolve(name), Block.TOP.resolve(name));
    }
    Files.createDirectories(folder.resolve("maps"));
    Files.createDirectories(folder.resolve("folder/of"));
    Files.createDirectories(folder.resolve("other"));
    for (String name : List.of("folder/of/maps", "other/folder")) {
      Files.createSymbolicLink(folder.resolve(name), folder.resolve("maps"));
    }
    for (Map.Entry<String, Path> file : FILES.entrySet()) {
      Files.copy(file.getValue(), folder.resolve(file.getKey()));
    }
    try (Stream<Path> maps = Files.list(folder.resolve("maps"))) {
      String names = maps.map(map -> map.getFileName() + "\n").sorted().collect(joining());
      Files.writeString(folder.resolve("maps/index.csv"), "file\n" + names);
    }
    byte[] elements = new byte[64 * 56 * 56 * 2];
    new Random(1).nextBytes(elements);
    Files.write(folder.resolve("x.bin"), elements);
  }

  static Stream<Path> documents() throws IOException {
    return Block.documents().stream().filter(document -> !blocks(document).isEmpty());
  }

  private static List<Block> blocks(Path document) {
    try {
      return Block.of(document).stream()
          .filter(block -> List.of("sh", "cmake").contains(block.language()))
          .filter(block -> !block.mark().startsWith("apart "))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void commandsDoWhatTheyAreShownFor(Path document) throws Exception {
    StringBuilder settings = new StringBuilder();
    for (Block block : blocks(document)) {
      if (block.commands().stream().anyMatch(command -> command.startsWith("cmake"))) {
        Assumptions.assumeTrue(isThere("cmake"), "CMake is not there");
      }
      if (block.language().equals("cmake")) {
        build(block);
      } else {
        String script = settings + script(block);
        new Shell(folder).run(block.place(), List.of("bash", "-euPo", "pipefail", "-c", script));
        // The user goes on in the same shell.
        block.commands().stream()
            .filter(command -> command.matches("[A-Z]+=\\S+"))
            .forEach(command -> settings.append(command).append('\n'));
      }
    }
  }

  /** The commands as they are, or with the words that make them short; Maven is at work already. */
  private static String script(Block block) {
    StringBuilder script = new StringBuilder();
    for (String command : block.commands()) {
      String more = block.mark().startsWith("+ ") ? block.mark().substring(1) : "";
      if (!command.startsWith("mvn ")) {
        script.append("echo '> '").append(quoted(command)).append('\n');
        script.append(command).append(more).append('\n');
      }
    }
    return script.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** A project of the block and the example, against what an earlier block has installed. */
  private void build(Block block) throws Exception {
    Path project = Files.createDirectories(folder.resolve("program"));
    Files.write(project.resolve("CMakeLists.txt"), block.lines());
    Files.copy(Block.TOP.resolve("native/examples/roundtrip.c"), project.resolve("program.c"));
    Shell shell = new Shell(folder);
    shell.run(
        block.place(),
        List.of(
            "cmake",
            "-S",
            "program",
            "-B",
            "program/build",
            "-DCMAKE_PREFIX_PATH=" + folder.resolve("installed/usr/local")));
    shell.run(block.place(), List.of("cmake", "--build", "program/build"));
    shell.run(block.place(), List.of("program/build/program"));
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(place -> Stream.of(Path.of(place, program), Path.of(place, program + ".exe")))
        .anyMatch(Files::isExecutable);
  }
}
