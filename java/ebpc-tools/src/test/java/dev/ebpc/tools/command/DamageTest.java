package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import dev.ebpc.tools.io.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of file that a command takes, damaged in every way, by every command that takes it.
 */
class DamageTest {
  private static final int FLIPS = 50;
  private static final Path MODEL_VECTORS = Path.of("../ebpc-model/src/test/resources/vectors");

  private static final List<String> TENSOR_COMMANDS =
      List.of(
          "compress -o OUT/x.ebpc IN",
          "verify IN",
          "stream encode -o OUT/x IN",
          "eval --compressors none --dump OUT/d --report OUT/r.html IN",
          "eval --compressors none --quantise fixed8 --csv IN",
          "model run --vcd OUT/x.vcd --trace OUT/x.txt IN",
          "model estimate --json IN",
          "model sweep --csv OUT/x.csv --plots OUT IN",
          "model export -o OUT/e IN");

  @TempDir Path folder;

  /**
   * A kind of file.
   *
   * @param name of the file that is damaged
   * @param beside all files of the example, the damaged one among them
   * @param commands that read it
   */
  record Kind(String name, Map<String, byte[]> beside, List<String> commands) {
    byte[] sound() {
      return beside.get(name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kind> kinds() throws IOException {
    byte[] words = Samples.elements(256, 2, 5);
    byte[] npy = Samples.npy("<i2", false, "(16, 16)", words);
    List<Kind> kinds = new ArrayList<>();
    kinds.add(new Kind("x.npy", Map.of("x.npy", npy), TENSOR_COMMANDS));
    byte[] zip = Samples.zip(Map.of("a.npy", npy));
    kinds.add(new Kind("x.npz", Map.of("x.npz", zip), TENSOR_COMMANDS));
    String entry = "{\"a\":{\"dtype\":\"I16\",\"shape\":[16,16],\"data_offsets\":[0,512]}}";
    byte[] safetensors = Samples.safetensors(entry, words);
    kinds.add(new Kind("x.safetensors", Map.of("x.safetensors", safetensors), TENSOR_COMMANDS));
    kinds.addAll(made(npy));
    for (String traces : List.of("enc_traces.json", "dec_traces.json")) {
      kinds.add(json(traces, first(traces), "verify --traces IN"));
    }
    kinds.add(json("streams.json", first("streams.json"), "verify --vectors IN"));
    return kinds.stream();
  }

  /** The first case of a file of many. */
  private static byte[] first(String name) throws IOException {
    JsonNode all = Json.read(MODEL_VECTORS.resolve(name));
    return ("[" + all.get(0) + "]").getBytes(StandardCharsets.UTF_8);
  }

  private static Kind json(String name, byte[] sound, String command) {
    return new Kind(name, Map.of(name, sound), List.of(command));
  }

  /** Files that the commands themselves make. */
  private static List<Kind> made(byte[] npy) throws IOException {
    Path work = Files.createTempDirectory("made");
    try {
      Path file = Samples.file(work, "x.npy", npy);
      assertEquals(0, Run.of("compress", file).exitCode());
      assertEquals(0, Run.of("stream", "encode", file).exitCode());
      byte[] frame = Files.readAllBytes(work.resolve("x.npy.ebpc"));
      Map<String, byte[]> streams = new LinkedHashMap<>();
      for (String suffix : List.of(".json", ".znz", ".bpc")) {
        byte[] content = Files.readAllBytes(work.resolve("x.npy" + suffix));
        int end = suffix.equals(".json") ? content.length - 1 : content.length;
        streams.put("x" + suffix, Arrays.copyOf(content, end));
      }
      List<Kind> kinds = new ArrayList<>();
      kinds.add(
          new Kind(
              "x.ebpc",
              Map.of("x.ebpc", frame),
              List.of("decompress -o OUT/x IN", "test IN", "list -v IN", "list --json IN")));
      for (String name : streams.keySet()) {
        kinds.add(new Kind(name, streams, List.of("stream decode -o OUT/x FOLDER/x.json")));
      }
      return kinds;
    } finally {
      try (Stream<Path> files = Files.list(work)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(work);
    }
  }

  private Run run(Kind kind, byte[] damaged, String command) throws IOException {
    Path in = Files.createTempDirectory(folder, "in");
    Path out = folder.resolve("out");
    for (Map.Entry<String, byte[]> file : kind.beside().entrySet()) {
      Path path = in.resolve(file.getKey());
      if (!file.getKey().equals(kind.name())) {
        Files.write(path, file.getValue());
      } else if (damaged == null) {
        Files.createDirectory(path);
      } else {
        Files.write(path, damaged);
      }
    }
    Object[] words = command.split(" ");
    for (int i = 0; i < words.length; i++) {
      words[i] =
          words[i]
              .toString()
              .replace("IN", in.resolve(kind.name()).toString())
              .replace("OUT", out.toString())
              .replace("FOLDER", in.toString());
    }
    Run run = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Run.of(words), command);
    assertFalse(run.err().contains("internal error"), () -> command + ": " + run.err());
    assertFalse(run.err().contains("out of memory"), () -> command + ": " + run.err());
    if (run.exitCode() != 0) {
      assertTrue(run.err().startsWith("ebpc: "), () -> command + ": " + run.err());
      assertFalse(run.err().contains(": null\n"), () -> command + ": " + run.err());
      assertEmpty(out, command);
    } else {
      delete(out);
    }
    return run;
  }

  private static void assertEmpty(Path out, String command) throws IOException {
    if (Files.exists(out)) {
      try (Stream<Path> left = Files.walk(out)) {
        assertEquals(List.of(), left.filter(Files::isRegularFile).toList(), command);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsSoundIsRead(Kind kind) throws IOException {
    for (String command : kind.commands()) {
      Run run = run(kind, kind.sound(), command);
      assertEquals(0, run.exitCode(), command + ": " + run.err());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void jsonIsReadAsToolsWriteIt(Kind kind) throws IOException {
    if (!kind.name().endsWith(".json")) {
      return;
    }
    String text = new String(kind.sound(), StandardCharsets.UTF_8);
    String changed =
        "\ufeff\r\n"
            + text.replace("\n", "\r\n").replaceFirst("\\{", "{\"unknown\":[{}],\r\n")
            + "\r\n\r\n";
    Run run = run(kind, changed.getBytes(StandardCharsets.UTF_8), kind.commands().get(0));
    assertEquals(0, run.exitCode(), run.err());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsCutOffOrContinuedIsRefused(Kind kind) throws IOException {
    int length = kind.sound().length;
    for (int cut : new int[] {0, 1, 7, 9, length / 4, length / 2, length - 2, length - 1}) {
      assertRefused(kind, Arrays.copyOf(kind.sound(), cut), "cut to " + cut);
    }
    if (kind.name().endsWith(".npz")) {
      return; // what precedes a zip file is no part of it
    }
    assertRefused(kind, Samples.joined(kind.sound(), kind.sound()), "doubled");
    if (!kind.name().endsWith(".json")) {
      assertRefused(kind, Samples.joined(kind.sound(), new byte[1]), "with a byte more");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsSomethingElseIsRefused(Kind kind) throws IOException {
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    assertRefused(kind, noise, "noise");
    assertRefused(kind, new byte[5000], "zeros");
    assertRefused(kind, "some text\n".repeat(90).getBytes(StandardCharsets.UTF_8), "text");
    assertRefused(kind, "[".repeat(200_000).getBytes(StandardCharsets.UTF_8), "deep JSON");
    assertRefused(kind, "{\"a\":".repeat(200_000).getBytes(StandardCharsets.UTF_8), "deep JSON");
    for (String command : kind.commands()) {
      assertTrue(run(kind, null, command).exitCode() > 0, "a folder: " + command);
    }
  }

  private void assertRefused(Kind kind, byte[] damaged, String how) throws IOException {
    for (String command : kind.commands()) {
      if (Arrays.equals(damaged, kind.sound())) {
        continue;
      }
      Run run = run(kind, damaged, command);
      assertEquals(1, run.exitCode(), kind + " " + how + ": " + command + ": " + run.err());
    }
  }

  /** Some damage cannot be seen, but none does harm. */
  @ParameterizedTest
  @MethodSource("kinds")
  void flippedBitsDoNoHarm(Kind kind) throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < FLIPS; i++) {
      byte[] damaged = kind.sound().clone();
      int most = i % 2 == 0 ? Math.min(200, damaged.length) : damaged.length;
      damaged[random.nextInt(most)] ^= (byte) (1 << random.nextInt(8));
      run(kind, damaged, kind.commands().get(i % kind.commands().size()));
    }
  }
}
