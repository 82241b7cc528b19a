package dev.ebpc.tools.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of every kind: what compresses is restored, and what would not be is refused. */
class NpzTest {
  @TempDir Path folder;

  private Path compressedAndRestored(byte[] archive) {
    Path file = Samples.file(folder, "a.npz", archive);
    Path frames = folder.resolve("a.npz.ebpc");
    Path back = folder.resolve("back.npz");
    Run compressed = Run.of("compress", "-f", file);
    assertEquals(0, compressed.exitCode(), compressed.err());
    assertEquals(0, Run.of("test", frames).exitCode());
    assertEquals(0, Run.of("list", frames).exitCode());
    Run restored = Run.of("decompress", "-f", frames, "-o", back);
    assertEquals(0, restored.exitCode(), restored.err());
    return back;
  }

  private static Map<String, byte[]> members(Path file) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        members.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return members;
  }

  @Test
  void anArchiveWithoutMembersIsRestoredByteForByte() throws IOException {
    byte[] none = HexFormat.of().parseHex("504b0506" + "00".repeat(18));
    assertArrayEquals(none, Files.readAllBytes(compressedAndRestored(none)));
    Path nameless = Samples.file(folder, "nameless", none);
    assertEquals(0, Run.of("compress", nameless).exitCode());
  }

  @Test
  void aMemberMayHaveNoName() throws IOException {
    byte[] nameless =
        HexFormat.of()
            .parseHex(
                ("504b0304140000000000000021" + "00".repeat(17))
                    + ("504b01021400140000000000000021" + "00".repeat(31))
                    + "504b050600000000010001002e0000001e0000000000");
    assertEquals(Map.of("", 0).keySet(), members(compressedAndRestored(nameless)).keySet());
  }

  @Test
  void namesOfMembersAreKeptAsTheyAre() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    byte[] npy = Samples.npy("<i2", false, "(20,)", Samples.elements(20, 2, 1));
    for (String name :
        new String[] {
          "",
          ".",
          "..",
          "/",
          "/etc/x.npy",
          "../x.npy",
          "a\nb.npy",
          "A.npy",
          "a.npy",
          ".npy",
          "é\ud83d\ude00.npy",
          "folder/",
          "x".repeat(65_000) + ".npy",
          "nul\u0000.npy",
          "\u202e.npy"
        }) {
      members.put(name, name.endsWith(".npy") ? npy : name.getBytes(StandardCharsets.UTF_8));
    }
    Map<String, byte[]> back = members(compressedAndRestored(Samples.zip(members)));
    assertEquals(members.keySet(), back.keySet());
    members.forEach((name, content) -> assertArrayEquals(content, back.get(name), name));
  }

  @Test
  void twoMembersOfOneNameAreRefused() {
    byte[] zip = Samples.zip(Map.of("aa", new byte[3], "ab", new byte[4]));
    for (int i = 0; i + 1 < zip.length; i++) {
      if (zip[i] == 'a' && zip[i + 1] == 'b') {
        zip[i + 1] = 'a';
      }
    }
    Run run = Run.of("compress", Samples.file(folder, "twice.npz", zip));
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.err().contains("two members"), run.err());
  }
}
