package dev.ebpc.tools.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On Linux any bytes are a name. */
@EnabledOnOs(OS.LINUX)
class NamesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.npy",
        "a b",
        "é",
        "\uDCFF\uDCE9.npy",
        "é\uDCFF",
        "\uFFFD",
        "\uFFFD\uDC80",
        "日本",
        "%41",
        "a\nb",
        "😀\uDCF0\uDC9F",
        "-x",
        "~",
        ".hidden",
        "..."
      })
  void aNameIsFoundAgain(String name) throws IOException {
    Path made = Files.writeString(folder.resolve(Names.path(name)), "content");
    assertEquals(name, Names.last(made));
    assertEquals(name, Names.text(Names.path(name)));
    assertEquals(folder + "/" + name, Names.text(made));
    assertEquals(made, Names.path(folder + "/" + name));
    assertEquals("x/../" + name, Names.text(Names.path("x/../" + name)));
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(List.of(name), all.map(Names::last).toList());
    }
    assertEquals("content", Names.open(made, file -> Files.readString(file.toPath())));
    Path beside = Files.createDirectory(Names.beside(made, name + ".d"));
    assertEquals(name + ".d", Names.last(beside));
  }

  /** The names that other programs see are those bytes. */
  @Test
  void surrogatesStandForBytes() throws Exception {
    Files.writeString(folder.resolve(Names.path("\uDCFFé")), "");
    Process list = new ProcessBuilder("ls").directory(folder.toFile()).start();
    byte[] expected = latin("\u00ff\u00c3\u00a9\n");
    assertArrayEquals(expected, list.getInputStream().readAllBytes());
  }

  private static byte[] latin(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void whatIsNoNameIsRefused() {
    assertThrows(InvalidPathException.class, () -> Names.path("a\0b"));
    assertThrows(InvalidPathException.class, () -> Names.path("a\0\uDCFF"));
    assertEquals("", Names.path("").toString());
  }

  @Test
  void argumentsWithoutLossStayAsTheyAre() {
    String[] given = {"a", "é"};
    assertSame(given, Names.arguments(given));
  }
}
