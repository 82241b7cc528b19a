package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import dev.ebpc.tools.io.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names from files reach terminals, tables, reports and names of files without doing harm. */
class HostileTextTest {
  /** Escape sequences, a window title, C1, bidi, line ends, markup, quotes. */
  private static final String NAME =
      "x\u001b[31m\u001b]0;t\u0007\u009b2J\u202e\u2066\r\nb\u2028<script>&\"',;../\u007f";

  private static final String JSON_NAME =
      "x\\u001b[31m\\u001b]0;t\\u0007\\u009b2J\\u202e\\u2066\\r\\nb\\u2028<script>&\\\"',;../\\u007f";

  @TempDir Path folder;

  private static void assertHarmless(String printed) {
    printed.replace("\tat ", "at ").lines().forEach(line -> assertEquals(Text.visible(line), line));
  }

  private static Run run(int code, Object... words) {
    Run run = Run.of(words);
    assertEquals(code, run.exitCode(), run.err());
    assertHarmless(run.out());
    assertHarmless(run.err());
    return run;
  }

  private Path tensors() {
    byte[] words = Samples.elements(64, 1, 1);
    return Samples.file(
        folder,
        "m.safetensors",
        Samples.safetensors(
            "{\"%s\":{\"dtype\":\"I8\",\"shape\":[64],\"data_offsets\":[0,64]},\"%s\":{\"dtype\":\"I8\",\"shape\":[64],\"data_offsets\":[64,128]}}"
                .formatted(JSON_NAME, JSON_NAME.replace('x', 'X')),
            words,
            words));
  }

  @Test
  void tensorNamesPassThroughEveryCommand() throws IOException {
    Path file = tensors();
    Path frames = folder.resolve("m.ebpc");
    run(0, "compress", "-v", file, "-o", frames);
    run(0, "list", "-v", frames);
    run(0, "list", "--json", frames);
    run(0, "test", frames);
    run(0, "verify", file);
    run(0, "verify", "--json", file);
    run(0, "model", "run", file);
    run(0, "model", "estimate", file);
    run(0, "model", "estimate", "--json", file);
    run(2, "model", "sweep", "--word-bits", "4", file);
    run(0, "eval", "-v", "--compressors", "none", file);
    run(0, "eval", "--json", "--compressors", "none", file);
    Run csv = run(0, "eval", "--csv", "--compressors", "none", file);
    assertEquals(3, csv.out().lines().count());
    run(0, "stream", "encode", file, "-o", folder + "/s/");
    try (Stream<Path> files = Files.list(folder.resolve("s"))) {
      List<String> names = files.map(path -> path.getFileName().toString()).sorted().toList();
      assertEquals(6, names.size(), names.toString());
      names.forEach(name -> assertTrue(name.matches("[\\w.-]+"), name));
      assertEquals(6, names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().count());
      for (String name : names) {
        if (name.endsWith(".json")) {
          assertHarmless(Files.readString(folder.resolve("s").resolve(name)));
        }
      }
    }
  }

  @Test
  void reportsHoldNamesAsText() throws IOException {
    Path report = folder.resolve("r.html");
    Path list = folder.resolve("index.csv");
    Path npy =
        Samples.file(
            folder, "a.npy", Samples.npy("|i1", false, "(64,)", Samples.elements(64, 1, 1)));
    String quoted = '"' + NAME.replace("\"", "\"\"") + '"';
    Files.writeString(
        list,
        "file,net,image,layer_name,kind\n\"a.npy\",%s,%s,%s,%s\n"
            .formatted(quoted, quoted, quoted, quoted));
    run(0, "eval", "--manifest", list, "--report", report, "--compressors", "none", "-v");
    String html = Files.readString(report);
    assertHarmless(html);
    assertFalse(html.contains("<script"));
    assertTrue(html.contains("&lt;script&gt;&amp;&quot;&#39;,;../"));
    Path dump = folder.resolve("dump");
    String csv =
        run(0, "eval", "--manifest", list, "--dump", dump, "--csv", "--compressors", "none").out();
    assertHarmless(Files.readString(dump.resolve("index.csv")));
    assertEquals(csv, run(0, "eval", dump, "--csv", "--compressors", "none").out());
    assertTrue(Files.exists(npy));
  }

  @Test
  void dumpedNamesAreBoundedAndDiffer() throws IOException {
    Samples.file(folder, "a.npy", Samples.npy("|i1", false, "(64,)", Samples.elements(64, 1, 1)));
    String longName = "l".repeat(400);
    String rows =
        Stream.of(longName, longName.toUpperCase(Locale.ROOT), longName + "x", "..", "a/b")
            .map(name -> "a.npy,net,p.png,1," + name + "\n")
            .reduce("file,net,image,layer,layer_name\n", String::concat);
    Path list = Files.writeString(folder.resolve("list.csv"), rows);
    Path dump = folder.resolve("dump");
    run(0, "eval", "--manifest", list, "--dump", dump, "--compressors", "none");
    assertEquals(
        5, run(0, "eval", dump, "--json", "--compressors", "none").json().get("files").size());
    try (Stream<Path> files = Files.list(dump)) {
      List<String> names =
          files.map(path -> path.getFileName().toString().toLowerCase(Locale.ROOT)).toList();
      assertEquals(6, names.stream().distinct().count());
    }
  }

  @Test
  void messagesOfLibrariesAndCaseNamesAreHarmless() {
    Path zip = Samples.file(folder, "a.npz", Samples.zip(Map.of(NAME + ".npy", new byte[3])));
    assertTrue(run(1, "compress", zip).err().contains("\\u001b[31m"));
    run(1, "compress", "-v", "-v", zip);
    String id = "[{\"id\":\"" + JSON_NAME + "\",\"data_w\":8}]";
    Path vectors = Samples.file(folder, "v.json", id.getBytes(StandardCharsets.UTF_8));
    run(1, "verify", "--vectors", vectors);
    run(1, "verify", "--traces", vectors);
    Path json = Samples.file(folder, "s.json", "\u001b[31m".getBytes(StandardCharsets.UTF_8));
    run(1, "verify", "--vectors", json);
    run(2, "compress", "no\u001b[31m\u202esuch\nfile");
    run(2, "compress", "--type", "\u001b[31m", json);
    run(2, "compress", "--bo\u001b[31mgus\u009b");
  }
}
