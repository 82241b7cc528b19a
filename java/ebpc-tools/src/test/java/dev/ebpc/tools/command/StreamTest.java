package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** stream encode and stream decode. */
class StreamTest {
  /** The example of the format: words and the streams they give. */
  private static final byte[] WORDS = {5, 0, 0, 7, 9, 0, 8, 8, 3, 0, 0, 0, 0, 4, 12};

  private static final String ZNZ = "87071e";
  private static final String BPC = "0596e2e4851e28";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeExample() {
    file = Samples.file(folder, "a.npy", Samples.npy("|i1", false, "(3, 5)", WORDS));
  }

  private void assertOnlyTheExampleIsThere() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(1, left.count());
    }
  }

  @Test
  void theExampleOfTheFormatComesOut() throws IOException {
    Run run = Run.of("stream", "encode", "--json", file);
    assertEquals(0, run.exitCode(), run.err());
    JsonNode entry = run.json().get(0);
    assertEquals(file.toString(), entry.get("file").asText());
    assertEquals(8, entry.get("wordBits").asInt());
    assertEquals(8, entry.get("blockSize").asInt());
    assertEquals(16, entry.get("maxZeroRun").asInt());
    assertEquals(15, entry.get("words").asInt());
    assertEquals(23, entry.get("znzBits").asInt());
    assertEquals(54, entry.get("bpcBits").asInt());
    assertArrayEquals(
        HexFormat.of().parseHex(ZNZ), Files.readAllBytes(folder.resolve("a.npy.znz")));
    assertArrayEquals(
        HexFormat.of().parseHex(BPC), Files.readAllBytes(folder.resolve("a.npy.bpc")));
    String sidecar = Files.readString(folder.resolve("a.npy.json"));
    assertTrue(sidecar.contains("\"znzBits\" : 23"), sidecar);
  }

  @ParameterizedTest
  @ValueSource(strings = {"|i1", "|u1", "<i2", ">i2", "<f2", ">u4", "<f4"})
  void npyFilesComeBackByteForByte(String descr) throws IOException {
    int bytes = Integer.parseInt(descr.substring(2));
    for (boolean fortran : new boolean[] {false, true}) {
      byte[] npy = Samples.npy(descr, fortran, "(30, 7)", Samples.elements(210, bytes, 3));
      Path path = Samples.file(folder, "b.npy", npy);
      assertEquals(0, Run.of("stream", "encode", "-f", path).exitCode());
      Path back = folder.resolve("back.npy");
      Run decoded = Run.of("stream", "decode", "-f", "-o", back, path + ".json");
      assertEquals(0, decoded.exitCode(), decoded.err());
      assertArrayEquals(npy, Files.readAllBytes(back));
    }
  }

  @Test
  void everyTensorOfAFileIsATransmission() throws IOException {
    byte[] words = Samples.elements(100, 2, 4);
    byte[] tensors =
        Samples.safetensors(
            "{\"x/y\":{\"dtype\":\"BF16\",\"shape\":[100],\"data_offsets\":[0,200]},"
                + "\"z\":{\"dtype\":\"U8\",\"shape\":[15],\"data_offsets\":[200,215]}}",
            words,
            WORDS);
    Path path = Samples.file(folder, "m.safetensors", tensors);
    Run run = Run.of("stream", "encode", "--json", path);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(2, run.json().get(0).get("tensors").size());
    Path sidecar = folder.resolve("m.safetensors.x_y.json");
    assertEquals(0, Run.of("stream", "decode", sidecar).exitCode());
    assertArrayEquals(words, Files.readAllBytes(folder.resolve("m.safetensors.x_y")));
  }

  @Test
  void aFileThatCannotBeEncodedLeavesNothingBehind() throws IOException {
    byte[] tensors =
        Samples.safetensors(
            "{\"a\":{\"dtype\":\"U8\",\"shape\":[15],\"data_offsets\":[0,15]},"
                + "\"b\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[15,23]}}",
            WORDS,
            new byte[8]);
    Path path = Samples.file(folder, "m.safetensors", tensors);
    assertEquals(2, Run.of("stream", "encode", path).exitCode());
    Files.delete(path);
    assertOnlyTheExampleIsThere();
  }

  @Test
  void nothingAndTooMuchAreRefused() throws IOException {
    Path empty = Samples.file(folder, "e.npy", Samples.npy("|i1", false, "(0,)", new byte[0]));
    assertEquals(2, Run.of("stream", "encode", empty).exitCode());
    Files.delete(empty);
    Path large = Samples.file(folder, "l.npy", Samples.npy("|i1", false, "(16777217,)", WORDS));
    Run run = Run.of("stream", "encode", large);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("16777217"), run.err());
    Files.delete(large);
    assertOnlyTheExampleIsThere();
  }

  @Test
  void rawElementsOfUnknownNumberAreCounted() {
    Path base = folder.resolve("raw");
    Run fits =
        Run.withInput(WORDS, "stream", "encode", "--json", "--type", "int8", "-o", base, "-");
    assertEquals(0, fits.exitCode(), fits.err());
    assertEquals(15, fits.json().get(0).get("words").asInt());
    byte[] large = new byte[(1 << 24) + 1];
    assertEquals(
        2,
        Run.withInput(large, "stream", "encode", "--type", "int8", "-f", "-o", base, "-")
            .exitCode());
  }

  @ParameterizedTest
  @CsvSource({"3, 12", "4, 4"})
  void wordsOutsideTheWidthAreRefusedByTheirNumber(int index, int value) throws IOException {
    byte[] words = {1, -4, 3, 0, 0};
    words[index] = (byte) value;
    Path path = Samples.file(folder, "w.npy", Samples.npy("|i1", false, "(5,)", words));
    Run run = Run.of("stream", "encode", "--json", "--word-bits", "3", path);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("word " + index + " "), run.err());
    assertTrue(run.json().get(0).has("error"));
    Files.delete(path);
    assertOnlyTheExampleIsThere();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"words\" : 15', '\"words\" : 0'",
    "'\"words\" : 15', '\"words\" : 16777217'",
    "'\"words\" : 15', '\"words\" : 14'",
    "'\"words\" : 15', '\"words\" : \"15\"'",
    "'\"znzBits\" : 23', '\"znzBits\" : 25'",
    "'\"bpcBits\" : 54', '\"bpcBits\" : -54'",
    "'\"wordBits\" : 8', '\"wordBits\" : 99'",
    "'\"format\" : \"int8\"', '\"format\" : \"int5\"'",
    "'\"format\" : \"int8\"', '\"format\" : \"opaque\"'",
    "'\"format\" : \"int8\"', '\"format\" : \"float32\"'",
    "'{', '['",
  })
  void forgedSidecarsAreRefused(String part, String forged) throws IOException {
    assertEquals(0, Run.of("stream", "encode", file).exitCode());
    Path sidecar = folder.resolve("a.npy.json");
    String text = Files.readString(sidecar);
    assertTrue(text.contains(part), text);
    Files.writeString(sidecar, text.replace(part, forged));
    Path back = folder.resolve("back.npy");
    Run run = Run.of("stream", "decode", "-o", back, sidecar);
    assertTrue(run.exitCode() == 1 || run.exitCode() == 2, run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(Files.notExists(back));
  }

  @Test
  void damagedStreamsAreRefusedWithTheirPlace() throws IOException {
    assertEquals(0, Run.of("stream", "encode", file).exitCode());
    Path znz = folder.resolve("a.npy.znz");
    byte[] bytes = Files.readAllBytes(znz);
    bytes[2] = (byte) 0x7f;
    Files.write(znz, bytes);
    Run run = Run.of("stream", "decode", "-f", folder.resolve("a.npy.json"));
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("ZNZ stream, bit"), run.err());
    assertArrayEquals(
        Samples.npy("|i1", false, "(3, 5)", WORDS), Files.readAllBytes(file), "still there");
    Files.writeString(znz, "longer than that", StandardCharsets.UTF_8);
    assertEquals(1, Run.of("stream", "decode", "-f", folder.resolve("a.npy.json")).exitCode());
  }

  @Test
  void aSidecarOfTooManyDimensionsIsRefused() throws IOException {
    Path file = Samples.file(folder, "one.npy", Samples.npy("|i1", false, "(1,)", new byte[1]));
    assertEquals(0, Run.of("stream", "encode", file).exitCode());
    Path sidecar = folder.resolve("one.npy.json");
    String shape = "[1" + ",1".repeat(30_000) + "]";
    String text = Files.readString(sidecar).replaceFirst("\\[ 1 ]", shape);
    Files.writeString(sidecar, text);
    Run run = Run.of("stream", "decode", "-o", folder.resolve("back.npy"), sidecar);
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("no shape has 30001 dimensions"), run.err());
  }
}
