package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.tools.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One bad item does not stop the others, and no failure is silent. */
class FailuresTest {
  private static final String VECTORS = "../ebpc/src/test/resources/vectors/eval.json";

  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void furnish() {
    workshop = new Workshop(folder);
  }

  /** Commands with an input of each, the good one last, and a word of the report on that. */
  @ParameterizedTest
  @CsvSource({
    "compress -f, ./cut.npy, ./a.npy, 2000 to",
    "decompress -f, ./cut.ebpc, ./s.ebpc, 2128 bytes",
    "test, ./cut.ebpc, ./s.ebpc, all right",
    "list, ./cut.ebpc, ./s.ebpc, 50",
    "stream encode -f, ./cut.npy, ./a.npy, 2000 words",
    "stream decode -f, ./vectors.json, ./x.json, 2000 words",
    "verify --engine scalar, ./cut.npy, ./a.npy, 2000 words",
    "eval --compressors none, ./cut.npy, ./a.npy, entropy",
    "model run, ./cut.npy, ./a.npy, 2000 words",
    "model estimate, ./cut.npy, ./a.npy, kGE",
    "model sweep, ./cut.npy, ./a.npy, R",
    "bench --seconds 0.1 --engine scalar --rivals memcpy, ./cut.npy, ./a.npy, int8"
  })
  void theOthersAreDone(String command, String corrupt, String good, String word) {
    String nowhere = "./nowhere" + good.substring(good.lastIndexOf('.'));
    Run missing = Run.of(workshop.words(command + " " + nowhere + " " + good));
    assertEquals(2, missing.exitCode(), missing.err());
    assertTrue(missing.out().contains(word), missing.out());
    assertEquals(
        "ebpc: " + folder + nowhere.substring(1) + ": no such file", missing.err().strip());
    Run bad = Run.of(workshop.words(command + " " + corrupt + " " + good));
    assertEquals(1, bad.exitCode(), bad.err());
    assertTrue(bad.out().contains(word), bad.out());
    Run both = Run.of(workshop.words(command + " " + nowhere + " " + corrupt + " ./none " + good));
    assertEquals(1, both.exitCode(), both.err());
    assertTrue(both.out().contains(word), both.out());
    assertEquals(3, both.err().lines().count(), both.err());
    Run empty = Run.of(concat(workshop.words(command + " " + good), ""));
    assertEquals(2, empty.exitCode(), empty.err());
    assertTrue(empty.out().contains(word), empty.out());
    assertTrue(empty.err().contains("empty name"), empty.err());
    Run document = Run.of(workshop.words(command + " --json " + nowhere + " " + good));
    assertTrue(document.json().toString().contains("\"error\":\"no such file\""), document.out());
  }

  private static Object[] concat(Object[] words, Object last) {
    Object[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = last;
    return all;
  }

  @Test
  void oneBadFileOfVectorsDoesNotStopTheOthers() {
    Run run =
        Run.of(
            "verify",
            "--vectors",
            folder.resolve("nowhere.json"),
            folder.resolve("cut.npy"),
            VECTORS);
    assertEquals(1, run.exitCode(), run.err());
    assertEquals(2, run.err().lines().count(), run.err());
    assertTrue(run.out().contains("agree"), run.out());
    assertFalse(run.out().startsWith("0 cases"), run.out());
  }

  /** Every command, in a folder that has nothing for it. */
  @ParameterizedTest
  @CsvSource({
    "compress, .npy",
    "decompress, .ebpc",
    "test, .ebpc",
    "list, .ebpc",
    "stream encode, .npy",
    "stream decode, .json",
    "verify, .npy",
    "verify --vectors, .json",
    "verify --traces, .json",
    "eval, .npy",
    "model run, .npy",
    "model estimate, .npy",
    "model sweep, .npy",
    "model export -o ./o, .npy",
    "bench, .npy"
  })
  void foldersSayWhatWasExpectedAndFound(String command, String expected) throws IOException {
    Map<String, byte[]> before = workshop.content();
    Run run = Run.of(workshop.words(command + " ./text"));
    assertEquals(2, run.exitCode(), run.out() + run.err());
    assertTrue(run.err().contains(expected), run.err());
    assertTrue(run.err().contains("text/notes.txt"), run.err());
    Run none = Run.of(workshop.words(command + " ./none"));
    assertEquals(2, none.exitCode());
    assertTrue(none.err().contains("found no file at all"), none.err());
    Run nameless = Run.of(workshop.words(command + " "));
    assertEquals(2, nameless.exitCode(), nameless.out());
    assertTrue(nameless.err().contains("empty name"), nameless.err());
    workshop.assertNothingHasChanged(before);
  }

  @Test
  void foldersThatAreLinksAreLookedInto() throws IOException {
    Files.createSymbolicLink(folder.resolve("to-d1"), Path.of("d1"));
    for (String word : new String[] {"./to-d1", "./to-d1/", "./to-d1/*.ebpc"}) {
      Run run = workshop.run("test " + word);
      assertTrue(run.out().startsWith(folder + "/to-d1/x.npy.ebpc"), run.out());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "compress --help",
        "stream --help",
        "model --help",
        "doctor",
        "doctor --json",
        "demo --engine scalar",
        "compress -f ./a.npy",
        "compress -f --json ./a.npy",
        "compress ./a.npy -o -",
        "compress -",
        "decompress -f ./s.ebpc",
        "decompress ./s.ebpc -o -",
        "test ./s.ebpc",
        "test --json ./s.ebpc",
        "list ./s.ebpc",
        "list -v ./s.ebpc",
        "list --json ./s.ebpc",
        "stream encode -f ./a.npy",
        "stream decode -f ./x.json",
        "stream decode -f ./x.json -o -",
        "verify --engine scalar ./a.npy",
        "verify --engine scalar --vectors " + VECTORS,
        "eval --compressors none ./a.npy",
        "eval --compressors none --csv ./a.npy",
        "eval --compressors none --json ./a.npy",
        "eval --compressors none ./a.npy --report -",
        "model run ./a.npy",
        "model run --json ./a.npy",
        "model run --trace -- ./a.npy",
        "model estimate ./a.npy",
        "model sweep ./a.npy",
        "model export -f ./a.npy -o ./out",
        "bench --seconds 0.1 --engine scalar --rivals memcpy ./a.npy"
      })
  void aFullStandardOutputIsAnError(String line) throws IOException {
    for (int room : new int[] {0, 5}) {
      Run run = Run.withRoomFor(room, workshop.bytes("a.npy"), workshop.words(line));
      assertEquals(1, run.exitCode(), run.err());
      assertEquals(1, run.err().lines().count(), run.err());
      assertTrue(run.err().startsWith("ebpc: standard output: "), run.err());
    }
  }

  @Test
  void aRunEndsWhenNobodyListens() throws IOException {
    byte[] npy = workshop.bytes("a.npy");
    assertEquals(1, Run.withRoomFor(0, npy, workshop.words("compress -f ./d1 ./b.npy")).exitCode());
    assertFalse(Files.exists(folder.resolve("b.npy.ebpc")));
    assertArrayEquals(npy, workshop.bytes("a.npy"));
  }
}
