package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder with an input for every command, and lines of commands to be run in it. */
final class Workshop {
  private final Path folder;

  Workshop(Path folder) {
    this.folder = folder;
    try {
      byte[] a = npy(1);
      byte[] b = npy(2);
      file("a.npy", a);
      file("b.npy", b);
      file("raw", Samples.elements(300, 1, 3));
      for (String sub : new String[] {"d1", "d2", "maps", "e", "p", "none", "text"}) {
        Files.createDirectory(folder.resolve(sub));
      }
      file("d1/x.npy", a);
      file("d2/x.npy", b);
      file("e/words.txt", a);
      file("p/ratio-area.png", a);
      file("plot.png", a);
      file("text/notes.txt", b);
      file("maps/m.npy", a);
      file("maps/index.csv", "file\nm.npy\n".getBytes(StandardCharsets.UTF_8));
      file("vectors.json", "[]".getBytes(StandardCharsets.UTF_8));
      file("a.decode.npy", a);
      file(
          "twins.safetensors",
          Samples.safetensors(
              "{\"x/y\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
                  + "\"x_y\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}",
              new byte[8]));
      Files.createSymbolicLink(folder.resolve("link.npy"), Path.of("a.npy"));
      Files.createLink(folder.resolve("hard.npy"), folder.resolve("a.npy"));
      Files.createSymbolicLink(folder.resolve("here"), Path.of("."));
      run("compress ./a.npy -o ./s.ebpc");
      run("compress ./d1/x.npy");
      run("compress ./d2/x.npy");
      run("stream encode ./a.npy -o ./x");
      run("stream encode ./a.npy -o ./d1/s");
      run("stream encode ./a.npy -o ./d2/s");
      file("cut.ebpc", Arrays.copyOf(bytes("s.ebpc"), 100));
      file("cut.npy", Arrays.copyOf(a, 100));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] npy(long seed) {
    return Samples.npy("|i1", false, "(40, 50)", Samples.elements(2000, 1, seed));
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  Path file(String name, byte[] content) {
    return Samples.file(folder, name, content);
  }

  byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(path(name));
  }

  /** The words of a line; those that start with a dot and a slash are in this folder. */
  Object[] words(String line) {
    return Arrays.stream(line.split(" ", -1))
        .map(word -> word.startsWith("./") ? folder + word.substring(1) : word)
        .toArray();
  }

  /** Runs a line that must succeed. */
  Run run(String line) {
    Run run = Run.of(words(line));
    assertEquals(0, run.exitCode(), line + ": " + run.err());
    return run;
  }

  /** The content of every file, by its path. */
  Map<String, byte[]> content() throws IOException {
    Map<String, byte[]> content = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        content.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return content;
  }

  void assertNothingHasChanged(Map<String, byte[]> before) throws IOException {
    Map<String, byte[]> now = content();
    assertEquals(before.keySet(), now.keySet());
    before.forEach((name, bytes) -> assertArrayEquals(bytes, now.get(name), name));
  }
}
