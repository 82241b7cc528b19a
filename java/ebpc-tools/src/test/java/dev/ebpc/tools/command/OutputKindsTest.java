package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modes and times of outputs, and outputs that are no files. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class OutputKindsTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));

  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void furnish() {
    workshop = new Workshop(folder);
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(workshop.path(name)));
  }

  private void setMode(String name, String mode) throws IOException {
    Files.setPosixFilePermissions(workshop.path(name), PosixFilePermissions.fromString(mode));
  }

  @ParameterizedTest
  @CsvSource({
    "a.npy, compress ./a.npy -o ./new, new",
    "s.ebpc, decompress ./s.ebpc -o ./new, new",
    "a.npy, stream encode ./a.npy -o ./new, new.znz",
    "a.npy, stream encode ./a.npy -o ./new, new.bpc",
    "a.npy, stream encode ./a.npy -o ./new, new.json",
    "x.json, stream decode ./x.json -o ./new, new"
  })
  void outputsHaveTheModeAndTheTimeOfTheirInput(String input, String line, String output)
      throws IOException {
    for (String mode : new String[] {"rw-------", "rw-r-----", "r--r--r--", "rw-rw-rw-"}) {
      setMode(input, mode);
      Files.setLastModifiedTime(workshop.path(input), LONG_AGO);
      workshop.run(line);
      assertEquals(mode, mode(output));
      assertEquals(LONG_AGO, Files.getLastModifiedTime(workshop.path(output)));
      Files.delete(workshop.path(output));
      for (String suffix : new String[] {".znz", ".bpc", ".json"}) {
        Files.deleteIfExists(workshop.path("new" + suffix));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "eval ./a.npy ./b.npy --compressors none --report ./new, new",
    "eval ./a.npy ./b.npy --compressors none --dump ./dump, dump/index.csv",
    "eval ./a.npy ./b.npy --compressors none --dump ./dump, dump/a.npy_int8.npy",
    "model sweep ./a.npy ./b.npy --csv ./new, new",
    "model sweep ./a.npy ./b.npy --plots ./plots, plots/ratio-area.svg",
    "bench --seconds 0.1 --engine scalar --rivals memcpy ./a.npy ./b.npy --plot ./n.png, n.png",
    "model run ./b.npy --vcd ./new, new",
    "model run ./b.npy --trace ./new, new.decode",
    "model export ./b.npy -o ./bench, bench/words.hex"
  })
  void whatIsMadeOfSeveralInputsMayBeReadByThoseWhoMayReadAll(String line, String output)
      throws IOException {
    setMode("a.npy", "rw-rw-r--");
    setMode("b.npy", "rw-r-----");
    workshop.run(line);
    if (output.startsWith("dump/a")) {
      try (Stream<Path> dumped = Files.list(workshop.path("dump"))) {
        for (Path file : dumped.toList()) {
          assertEquals(
              "rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
      }
    } else {
      assertEquals("rw-r-----", mode(output));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compress -f ./a.npy -o ./old",
        "eval -f ./a.npy --compressors none --report ./old",
        "model run -f ./a.npy --vcd ./old",
        "model sweep -f ./a.npy --csv ./old"
      })
  void anOutputThatIsReplacedKeepsItsMode(String line) throws IOException {
    for (String mode : new String[] {"rw-------", "rw-rw----", "rw-r--r--"}) {
      workshop.file("old", new byte[] {42});
      setMode("old", mode);
      workshop.run(line);
      assertEquals(mode, mode("old"));
      assertTrue(Files.size(workshop.path("old")) > 1);
    }
  }

  /** Looks into the folder whenever it is read. */
  private final class Watching extends InputStream {
    private final InputStream content;
    private final Set<PosixFilePermission> seen = new HashSet<>();
    private boolean any;

    Watching(byte[] content) {
      this.content = new ByteArrayInputStream(content);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try (Stream<Path> all = Files.list(folder)) {
        for (Path file : all.filter(path -> path.toString().endsWith(".tmp")).toList()) {
          seen.addAll(Files.getPosixFilePermissions(file));
          any = true;
        }
      }
      return content.read(bytes, offset, length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-o ./new", "-f -o ./b.npy"})
  void nobodyElseCanReadAnOutputWhileItIsWritten(String output) throws IOException {
    byte[] content = Samples.npy("|i1", false, "(3000, 1000)", new byte[3_000_000]);
    workshop.file("secret.npy", content);
    setMode("secret.npy", "rw-------");
    setMode("b.npy", "rw-r--r--");
    Watching watching = new Watching(content);
    Run run =
        Run.withInput(
            watching, workshop.path("secret.npy"), workshop.words("compress - " + output));
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(watching.any);
    assertEquals(
        Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE), watching.seen);
    assertEquals(
        output.contains("new") ? "rw-------" : "rw-r--r--",
        mode(output.substring(output.indexOf('/') + 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "/dev/stdout", "/dev/fd/1", "./out"})
  void standardOutputHasSeveralNames(String name) throws IOException {
    Files.createSymbolicLink(workshop.path("out"), Path.of("/dev/stdout"));
    Run run = workshop.run("compress ./a.npy -v -o " + name);
    assertArrayEquals(workshop.bytes("s.ebpc"), run.data());
    assertTrue(run.err().contains("a.npy"), run.err());
    Run document = Run.of(workshop.words("compress ./a.npy --json -o " + name));
    assertEquals(2, document.exitCode());
    assertEquals(1, document.json().size());
    Run several = Run.of(workshop.words("compress ./a.npy ./b.npy -o " + name));
    assertEquals(2, several.exitCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eval ./a.npy --compressors none --report /dev/stdout",
        "model run ./a.npy --trace /dev/stdout",
        "model run ./a.npy --direction encode --vcd -",
        "model sweep ./a.npy --csv -"
      })
  void whatGoesToStandardOutputIsAloneThere(String line) {
    Run run = workshop.run(line);
    assertTrue(run.data().length > 100);
    assertFalse(run.out().contains("Report:"), run.out());
    assertFalse(run.out().contains("words/cycle"), run.out());
    assertEquals(2, Run.of(workshop.words(line + " --json")).exitCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compress ./a.npy -o ./pipe",
        "decompress ./s.ebpc -o ./pipe",
        "stream decode ./x.json -o ./pipe",
        "eval ./a.npy --compressors none --report ./pipe",
        "model run ./a.npy --direction encode --vcd ./pipe",
        "model run ./a.npy --direction encode --trace ./pipe",
        "model sweep ./a.npy --csv ./pipe",
        "bench --seconds 0.1 --engine scalar --rivals memcpy ./a.npy --plot ./pipe"
      })
  void pipesAreWrittenToAsTheyAre(String line) throws Exception {
    Path pipe = workshop.path("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    CompletableFuture<byte[]> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readAllBytes(pipe);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    workshop.run(line);
    assertTrue(read.get(60, TimeUnit.SECONDS).length > 100);
    assertTrue(Files.exists(pipe) && !Files.isRegularFile(pipe));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compress ./a.npy -o /dev/full",
        "decompress ./s.ebpc -o /dev/full",
        "stream decode ./x.json -o /dev/full",
        "eval ./a.npy --compressors none --report /dev/full",
        "model run ./a.npy --direction encode --vcd /dev/full",
        "model run ./a.npy --trace /dev/full",
        "model sweep ./a.npy --csv /dev/full"
      })
  @EnabledOnOs(OS.LINUX)
  void aFullDeviceIsNamed(String line) {
    Run run = Run.of(workshop.words(line));
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.err().contains("/dev/full: No space left on device"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void foldersThatWereMadeForNothingGoAgain() throws IOException {
    assertEquals(1, Run.of(workshop.words("compress ./cut.npy -o ./o/deep/")).exitCode());
    assertEquals(1, Run.of(workshop.words("decompress ./cut.ebpc -o ./o/deep/x")).exitCode());
    assertFalse(Files.exists(workshop.path("o")));
    workshop.run("compress ./a.npy -o ./o/deep/");
    assertEquals(List.of("a.npy.ebpc"), names(workshop.path("o/deep")));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void inputsWithoutANameNeedOneForTheirOutput() throws Exception {
    Path pipe = workshop.path("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    byte[] content = workshop.bytes("a.npy");
    CompletableFuture<Void> written =
        CompletableFuture.runAsync(
            () -> {
              try {
                Files.write(pipe, content);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    workshop.run("compress ./pipe -o ./o.ebpc");
    written.get(60, TimeUnit.SECONDS);
    assertArrayEquals(workshop.bytes("s.ebpc"), workshop.bytes("o.ebpc"));
    Run byName = Run.withInput(content, workshop.words("compress /dev/stdin"));
    assertEquals(0, byName.exitCode(), byName.err());
    assertTrue(Arrays.equals(workshop.bytes("s.ebpc"), byName.data()));
  }
}
