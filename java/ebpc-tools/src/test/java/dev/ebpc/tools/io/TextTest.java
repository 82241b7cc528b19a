package dev.ebpc.tools.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How text from elsewhere is shown, made into names of files, and put into JSON. */
class TextTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x200b, 0x200f, 0x202e, 0x2028, 0x2066})
  void whatDoesNotAppearIsEscaped(int character) {
    String escape = String.format("\\u%04x", character);
    assertEquals("a" + escape + "b", Text.visible("a" + Character.toString(character) + "b"));
  }

  @Test
  void surrogatesNeedTheirPair() {
    assertEquals("\\udc00\\ud800", Text.visible("\udc00\ud800"));
    assertEquals("\ud83d\ude00", Text.visible("\ud83d\ude00"));
    assertEquals("\\udb40\\udc41", Text.visible("\udb40\udc41"), "an invisible tag");
  }

  @Test
  void whatAppearsStaysAsItIs() {
    for (String text : new String[] {"", "layer1/conv:0", "é ü 層 שלום \"x\" \\n"}) {
      assertEquals(text, Text.visible(text));
      assertEquals(text, Text.oneLine(text));
    }
  }

  @Test
  void linesAreJoined() {
    assertEquals("a; b; c", Text.oneLine("a\n\n  b\u2028c"));
  }

  @Test
  void longTextLosesItsMiddleAndTakesNoTime() {
    String line =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> Text.oneLine("a" + " ".repeat(20_000_000) + "z"));
    assertTrue(line.length() < 5000 && line.startsWith("a") && line.endsWith("z"));
  }

  @Test
  void cellsAreCutBetweenCharacters() {
    assertEquals("\ud83d\ude00\ud83d\ude00~", Text.cell("\ud83d\ude00".repeat(5), 3));
    assertEquals("abc", Text.cell("abc", 3));
  }

  @Test
  void jsonIsPrintableAscii() throws IOException {
    String text = "\u001b[31m\u007f\u009b\u202eé\ud83d\ude00\n";
    String document = Json.text(Json.object().put(text, text));
    assertTrue(document.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)), document);
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    assertEquals(text, Json.parse(bytes).properties().iterator().next().getKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{} {}", "{\"a\":", "[1,]", "{\"a\":NaN}", "\u0000"})
  void whatIsNoJsonIsNamedWithItsLine(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    IOException refused = assertThrows(IOException.class, () -> Json.parse(bytes));
    assertTrue(refused.getMessage().startsWith("line 1, not JSON: "), refused.getMessage());
  }

  @Test
  void jsonNestedTooDeepIsRefused() {
    byte[] deep = "[".repeat(5_000_000).getBytes(StandardCharsets.UTF_8);
    assertThrows(IOException.class, () -> Json.parse(deep));
  }

  @Test
  void wholeNumbersMayBeWrittenWithAPointOrAnExponent() throws IOException {
    for (String number : List.of("8", "8.0", "8e0", "0.8e1")) {
      byte[] bytes = number.getBytes(StandardCharsets.UTF_8);
      assertEquals(8, Json.whole("it", Json.parse(bytes)));
    }
    for (String number : List.of("-8", "8.5", "1e99", "2147483648", "\"8\"", "null", "true")) {
      byte[] bytes = number.getBytes(StandardCharsets.UTF_8);
      assertThrows(IllegalArgumentException.class, () -> Json.whole("it", Json.parse(bytes)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "layer/1:0,layer-1-0.x",
    ".,_..x",
    "..,_...x",
    "'',_.x",
    ".hidden,_.hidden.x",
    "-rf,_-rf.x",
    "/etc/passwd,_-etc-passwd.x",
    "a\\..\\b,a-..-b.x",
    "con,_con.x",
    "Lpt1.y,_Lpt1.y.x",
    "äöü,_---.x"
  })
  void namesOfFilesAreHarmless(String text, String name) {
    assertEquals(name, new FileNames("-").unique("", text, ".x"));
  }

  @Test
  void namesOfFilesAreBoundedAndDifferEvenWithoutCapitals() {
    FileNames names = new FileNames("_");
    Set<String> seen = new HashSet<>();
    for (String text :
        new String[] {"a".repeat(400), "A".repeat(400), "a".repeat(254), "a\nb", "a\rb"}) {
      for (int i = 0; i < 15; i++) {
        String name = names.unique("é.", text, ".json");
        assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= 255, name);
        assertTrue(name.startsWith("é.") && name.endsWith(".json"), name);
        assertTrue(seen.add(name.toLowerCase(Locale.ROOT)), name);
      }
    }
    assertThrows(UsageException.class, () -> names.unique("p".repeat(245), "a", ".json"));
  }
}
