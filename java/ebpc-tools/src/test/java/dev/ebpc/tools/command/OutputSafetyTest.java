package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.tools.Run;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No command writes to an input, or writes one file twice. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class OutputSafetyTest {
  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void furnish() {
    workshop = new Workshop(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compress -f ./a.npy -o ./a.npy",
        "compress -f ./a.npy -o ./link.npy",
        "compress -f ./a.npy -o ./hard.npy",
        "compress -f ./link.npy -o ./a.npy",
        "compress -f ./a.npy -o ./d1/../a.npy",
        "compress -f ./a.npy -o ./here/a.npy",
        "compress -f --type uint8 ./raw ./raw.ebpc -o ./d1/..",
        "compress -f --type uint8 ./raw ./raw.ebpc",
        "decompress -f ./s.ebpc -o ./s.ebpc",
        "decompress -f ./s.ebpc ./s -o ./",
        "stream encode -f --type int8 ./x.znz -o ./x",
        "stream encode -f --type int8 ./x.bpc -o ./here/x",
        "stream encode -f --type int8 ./x.json -o ./x",
        "stream decode -f ./x.json -o ./x.json",
        "stream decode -f ./x.json -o ./x.znz",
        "stream decode -f ./x.json -o ./x.bpc",
        "eval -f ./a.npy --compressors none --report ./a.npy",
        "eval -f ./a.npy --compressors none --report ./hard.npy",
        "eval -f ./maps --compressors none --report ./maps/index.csv",
        "eval -f ./maps --compressors none --dump ./maps",
        "eval -f --manifest ./maps/index.csv --compressors none --report ./maps/m.npy",
        "model run -f ./a.npy --vcd ./a.npy",
        "model run -f ./a.npy --trace ./link.npy",
        "model run -f ./a.decode.npy --vcd ./a.npy",
        "model sweep -f ./a.npy --csv ./a.npy",
        "model sweep -f ./p/ratio-area.png --plots ./p",
        "model export -f ./e/words.txt -o ./e",
        "bench --seconds 0.1 -f ./plot.png --plot ./plot.png"
      })
  void noInputIsEverAnOutput(String line) throws IOException {
    Files.write(folder.resolve("raw.ebpc"), "precious".getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("s"), workshop.bytes("s.ebpc"));
    Map<String, byte[]> before = workshop.content();
    Run run = Run.of(workshop.words(line));
    assertEquals(2, run.exitCode(), run.out() + run.err());
    assertTrue(run.err().contains("input"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    workshop.assertNothingHasChanged(before);
    assertTrue(Files.isSymbolicLink(folder.resolve("link.npy")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compress ./d1/x.npy ./d2/x.npy -o ./o/",
        "compress -f ./d1/x.npy ./d2/x.npy -o ./o/",
        "compress -f ./d1 ./d2 -o ./o",
        "compress -f ./d?/x.npy -o ./o/",
        "decompress -f ./d1/x.npy.ebpc ./d2/x.npy.ebpc -o ./o/",
        "stream encode -f ./d1/x.npy ./d2/x.npy -o ./o/",
        "stream decode -f ./d1/s.json ./d2/s.json -o ./o/",
        "eval -f ./a.npy --compressors none --dump ./o --report ./o/index.csv",
        "eval -f ./a.npy --compressors none --dump ./o --report ./here/o/index.csv",
        "model run -f ./a.npy --trace ./o --vcd ./o",
        "model run -f ./a.npy --trace - --vcd -",
        "model sweep -f ./a.npy --plots ./o --csv ./o/ratio-area.png"
      })
  void noTwoOutputsAreOne(String line) throws IOException {
    Map<String, byte[]> before = workshop.content();
    Run run = Run.of(workshop.words(line));
    assertEquals(2, run.exitCode(), run.out() + run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertFalse(run.err().contains("-f"), run.err());
    workshop.assertNothingHasChanged(before);
    assertFalse(Files.exists(folder.resolve("o")));
  }

  @Test
  void bothInputsOfOneOutputAreNamed() {
    Run run = Run.of(workshop.words("compress ./d1 ./d2 -o ./o/"));
    assertTrue(run.err().contains(folder + "/d1/x.npy and " + folder + "/d2/x.npy"), run.err());
    assertTrue(run.err().contains(folder + "/o/x.npy.ebpc"), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eval ./a.npy --compressors none --report ./old",
        "model run ./a.npy --vcd ./old",
        "model run ./a.npy --trace ./old",
        "model sweep ./a.npy --csv ./old",
        "compress ./a.npy -o ./old",
        "decompress ./s.ebpc -o ./old",
        "stream decode ./x.json -o ./old",
        "bench --seconds 0.1 ./a.npy --plot ./old.png",
        "eval ./a.npy --compressors none --dump ./maps"
      })
  void whatExistsIsReplacedOnlyByForceAndKnownAtOnce(String line) throws IOException {
    workshop.file("old", new byte[] {42});
    workshop.file("old.png", new byte[] {42});
    Map<String, byte[]> before = workshop.content();
    Run run = Run.of(workshop.words(line));
    assertEquals(2, run.exitCode(), run.out() + run.err());
    assertTrue(run.err().contains("exists; -f overwrites it"), run.err());
    assertEquals("", run.out());
    workshop.assertNothingHasChanged(before);
  }

  @Test
  void standardInputMayBeTheFileThatWouldBeReplaced() throws IOException {
    byte[] before = workshop.bytes("a.npy");
    Run run =
        Run.withInput(
            new ByteArrayInputStream(before),
            workshop.path("a.npy"),
            workshop.words("compress - -f -o ./hard.npy"));
    assertEquals(2, run.exitCode(), run.err());
    assertArrayEquals(before, workshop.bytes("a.npy"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list ./s.ebpc",
        "test ./a.npy.ebpc ./s.ebpc",
        "decompress ./s.ebpc -o -",
        "eval ./s.ebpc --csv",
        "verify --vectors ./s.ebpc",
        "bench --seconds 0.1 ./s.ebpc"
      })
  void standardOutputThatIsAppendedToAnInputIsRefused(String line) {
    Run run = Run.appendingTo(workshop.path("s.ebpc"), workshop.words(line));
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains("standard output is the input"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void anOutputIsNotTheFileThatStandardOutputGoesTo() {
    workshop.file("log", new byte[0]);
    Run run =
        Run.appendingTo(
            workshop.path("log"),
            workshop.words("eval ./a.npy --compressors none -f --csv --report ./log"));
    assertEquals(2, run.exitCode(), run.err());
  }

  @Test
  void linksAreReplacedAndWhatTheyLeadToIsLeftAlone() throws IOException {
    Path target = workshop.file("target", new byte[] {42});
    Path link = Files.createSymbolicLink(workshop.path("l"), Path.of("target"));
    assertEquals(2, Run.of(workshop.words("compress ./a.npy -o ./l")).exitCode());
    workshop.run("compress -f ./a.npy -o ./l");
    assertArrayEquals(new byte[] {42}, Files.readAllBytes(target));
    assertTrue(Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS));
    Path nowhere = Files.createSymbolicLink(workshop.path("n"), Path.of("nowhere"));
    assertEquals(2, Run.of(workshop.words("compress ./a.npy -o ./n")).exitCode());
    assertTrue(Files.isSymbolicLink(nowhere));
    assertFalse(Files.exists(workshop.path("nowhere")));
  }

  @Test
  void outputsMayLieInAFolderOfInputs() throws IOException {
    workshop.run("compress ./maps -o ./maps");
    assertEquals(2, Run.of(workshop.words("compress ./maps -o ./maps")).exitCode());
    workshop.run("compress -f ./maps -o ./maps");
    workshop.run("test ./maps");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compress -f ./a.npy ./a.npy ./here/a.npy ./d1/../a.npy -o ./o/",
        "compress -f ./maps ./maps/m.npy -o ./o",
        "decompress -f ./s.ebpc ./s.ebpc -o ./o/",
        "stream encode -f ./a.npy ./a.npy -o ./o/"
      })
  void anInputThatIsGivenTwiceIsDoneOnce(String line) {
    Run run = workshop.run(line + " --json");
    assertEquals(1, run.json().size(), run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compress ./a.npy -o ",
        "decompress ./s.ebpc -o ",
        "stream encode ./a.npy -o ",
        "stream decode ./x.json -o ",
        "eval ./a.npy --compressors none --report ",
        "eval ./a.npy --compressors none --dump ",
        "model run ./a.npy --vcd ",
        "model run ./a.npy --trace ",
        "model sweep ./a.npy --csv ",
        "model sweep ./a.npy --plots ",
        "model export ./a.npy -o ",
        "bench --seconds 0.1 ./a.npy --plot ",
        "eval ./a.npy --compressors none --report ./maps",
        "eval ./a.npy --compressors none --report ./a.npy/r.html",
        "model run ./a.npy --vcd ./maps",
        "model sweep ./a.npy --csv ./maps",
        "model sweep ./a.npy --plots ./b.npy",
        "model export ./a.npy -o ./b.npy",
        "compress ./a.npy -o ./b.npy/",
        "compress ./a.npy -o ./b.npy/x",
        "bench --seconds 0.1 ./a.npy --plot ./b.npy/x.png"
      })
  void emptyNamesFoldersAndFilesInPlaceOfFoldersAreRefused(String line) throws IOException {
    Map<String, byte[]> before = workshop.content();
    Run run = Run.of(workshop.words(line));
    assertEquals(2, run.exitCode(), run.out() + run.err());
    assertFalse(run.err().contains("-f overwrites"), run.err());
    assertFalse(run.err().contains("internal"), run.err());
    workshop.assertNothingHasChanged(before);
  }
}
