package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.engine.Coder;
import dev.ebpc.engine.CoderStatus;
import dev.ebpc.engine.Engines;
import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import dev.ebpc.tools.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands share, and the commands that read no files. */
class CommandLineTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "compress",
        "compress --bogus x",
        "compress no-such-file.npy",
        "compress --block nine x",
        "decompress no-such-file.ebpc",
        "stream",
        "stream encode",
        "stream encode -",
        "stream decode -",
        "list no-such-file.ebpc",
        "doctor --engine scalar",
        "demo --engine steam",
        "compress --type int5 -",
        "compress --type int8 --shape -1 -",
        "compress -T -1 -",
        "compress --json -o - x.npy"
      })
  void wrongUsageIsToldInFewWords(String words) {
    Run run = Run.of((Object[]) words.split(" ", -1));
    assertEquals(2, run.exitCode(), run.err());
    assertFalse(run.err().isBlank());
    assertFalse(run.err().contains("\tat "), run.err());
  }

  @Test
  void withoutAnyWordTheHelpIsShown() {
    Run run = Run.of();
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("Usage: ebpc"), run.err());
  }

  @Test
  void usageErrorsAreOneDocumentForPrograms() {
    assertTrue(Run.of("compress", "--json", "--bogus").json().has("error"));
    assertTrue(Run.of("compress", "--json", "nowhere.npy").json().get(0).has("error"));
    assertTrue(Run.of("verify", "--json").json().has("error"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "demo -h",
        "compress -h",
        "decompress -h",
        "test -h",
        "list -h",
        "stream -h",
        "stream encode -h",
        "stream decode -h",
        "verify -h",
        "doctor -h"
      })
  void helpIsNoError(String words) {
    Run run = Run.of((Object[]) words.split(" ", -1));
    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("Usage: ebpc"));
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertEquals("ebpc " + Version.text(), Run.of("--version").out().strip());
    assertTrue(Version.text().matches("\\d+\\.\\d+\\.\\d+.*"), Version.text());
  }

  @Test
  void stackTracesAreForThoseWhoAsk() {
    Path bad = Samples.file(folder, "bad.npy", new byte[10]);
    assertEquals(1, Run.of("compress", "-v", bad).err().lines().count());
    assertTrue(Run.of("compress", "-v", "-v", bad).err().contains("\tat "));
  }

  @Test
  void namesCannotSteerTheTerminal() {
    Path bad = Samples.file(folder, "a\u001b[31m.npy", new byte[10]);
    assertFalse(Run.of("compress", bad).err().contains("\u001b"));
  }

  /** What the user says is neither read from files nor looked up, cut or completed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@y",
        "@@y",
        "${sys:user.home}",
        "$HOME",
        "\"q\"",
        "'q'",
        "a,b",
        "a=b",
        " b ",
        "%s%n"
      })
  void aNameIsTakenAsItIs(String name) throws IOException {
    Samples.file(folder, name, new byte[100]);
    String file = folder.resolve(name).toString();
    // A name alone, as in the folder where it lies, is no file of arguments either.
    Samples.file(folder, "y", "--help".getBytes(StandardCharsets.UTF_8));
    Run alone = Run.of("compress", "--type", "int8", name);
    assertEquals(2, alone.exitCode());
    assertTrue(alone.err().contains(name + ": no such file"), alone.err());
    Run run = Run.of("compress", "--type", "int8", file, "-o", folder + "/out " + name);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(Files.exists(folder.resolve("out " + name)));
    assertEquals(0, Run.of("test", folder + "/out " + name).exitCode());
  }

  @Test
  void whatFollowsTwoDashesAreFiles() {
    Run run = Run.of("compress", "--", "--help");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("--help: no such file"), run.err());
    Run dash = Run.of("compress", "-nothing.npy");
    assertEquals(2, dash.exitCode());
    assertTrue(dash.err().contains("-nothing.npy"), dash.err());
  }

  @Test
  void aFolderMayBeALink() throws IOException {
    Path real = Files.createDirectories(folder.resolve("real/deep"));
    Samples.file(real, "x.npy", Samples.npy("|i1", false, "(10,)", new byte[10]));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
    Run run = Run.of("compress", "--json", link, "-o", folder + "/out/");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(link + "/deep/x.npy", run.json().get(0).get("file").asText());
    assertTrue(Files.exists(folder.resolve("out/deep/x.npy.ebpc")));
  }

  /** An option whose value is forgotten does not take the next option for it. */
  @ParameterizedTest
  @ValueSource(strings = {"-o -f", "-o --json", "--type -f", "--chunk --quiet"})
  void anOptionIsNoValue(String words) {
    Path file = Samples.file(folder, "x.bin", new byte[100]);
    Run run = Run.of((Object[]) ("compress " + file + " " + words).split(" ", -1));
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("Expected parameter"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"comp", "compress --typ int8 x", "compress --for x"})
  void nothingIsAbbreviated(String words) {
    assertEquals(2, Run.of((Object[]) words.split(" ", -1)).exitCode());
  }

  @Test
  void quietSaysNothingAndDataAreAloneOnStandardOutput() {
    Path file = Samples.file(folder, "a.npy", Samples.npy("|i1", false, "()", new byte[1]));
    Run quiet = Run.of("compress", "-q", file);
    assertEquals("", quiet.out() + quiet.err());
    Run data = Run.of("compress", "-o", "-", "-v", file);
    assertEquals(0, data.exitCode());
    assertEquals("EBPC", data.out().substring(0, 4));
    assertTrue(data.err().contains("a.npy"), data.err());
    assertTrue(Files.exists(file));
  }

  @Test
  void doctorShowsEveryEngineWithItsReason() {
    Run text = Run.of("doctor");
    assertEquals(0, text.exitCode());
    assertTrue(text.out().contains(Version.text()));
    JsonNode document = Run.of("doctor", "--json").json();
    assertEquals(Engines.all().size(), document.get("engines").size());
    for (CoderStatus plain : Engines.named("scalar").coders()) {
      String profile = plain.profile().label();
      Coder chosen = Engines.auto().coder(plain.profile()).orElseThrow();
      assertEquals(chosen.engine(), document.get("auto").get(profile).asText());
    }
    assertTrue(text.out().contains("(auto takes this one)"), text.out());
    for (JsonNode engine : document.get("engines")) {
      assertTrue(text.out().contains("engine " + engine.get("name").asText()));
      assertTrue(text.out().contains(engine.get("reason").asText()), text.out());
      boolean available = engine.get("available").asBoolean();
      assertEquals(available, engine.get("profiles").size() > 0);
      for (JsonNode profile : engine.get("profiles")) {
        assertFalse(profile.get("reason").asText().isBlank());
      }
    }
    assertFalse(document.get("jvm").asText().isBlank());
  }

  @Test
  void aNameThatIsTooLongIsToldWithoutNamesThatNobodyGave() {
    Path file =
        Samples.file(
            folder, "n".repeat(248) + ".npy", Samples.npy("|i1", false, "()", new byte[1]));
    Run run = Run.of("compress", file);
    assertEquals(1, run.exitCode());
    assertFalse(run.err().contains(".tmp"), run.err());
    assertTrue(run.err().contains("npy.ebpc: "), run.err());
  }
}
