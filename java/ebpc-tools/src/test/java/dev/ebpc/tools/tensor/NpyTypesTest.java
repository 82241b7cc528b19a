package dev.ebpc.tools.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.Engines;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.frame.FrameWriter;
import dev.ebpc.frame.OriginKind;
import dev.ebpc.frame.Workers;
import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dtypes of .npy files beyond those of numpy itself, and what --type makes of them. */
class NpyTypesTest {
  private static final byte[] ELEMENTS = Samples.elements(300, 2, 3);

  @TempDir Path folder;

  private Path npy(String descr, int bytes) {
    String shape = "(" + ELEMENTS.length / bytes + ",)";
    return Samples.file(folder, "x.npy", Samples.npy(descr, false, shape, ELEMENTS));
  }

  /** Compresses, restores and gives what the frame says. */
  private JsonNode frameOf(Path file, Object... more) throws IOException {
    Path frames = folder.resolve("x.ebpc");
    Object[] words = {"compress", "-f", file, "-o", frames};
    Object[] all = new Object[words.length + more.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    Run run = Run.of(all);
    assertEquals(0, run.exitCode(), run.err());
    Path back = folder.resolve("back");
    Run restored = Run.of("decompress", "-f", frames, "-o", back);
    assertEquals(0, restored.exitCode(), restored.err());
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(back));
    return Run.of("list", "--json", frames).json().at("/0/frames/0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<V2", "|V2", "V2", "<g2", ">V2", "bfloat16", "<f2"})
  void twoByteElementsAreReadAsBfloat16(String descr) throws IOException {
    JsonNode frame = frameOf(npy(descr, 2), "--type", "bfloat16");
    assertEquals("bfloat16", frame.get("format").asText());
    assertEquals(300, frame.at("/shape/0").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<V1", "|V1", "<f1", "float8_e4m3fn", "int4"})
  void oneByteElementsAreReadAsBytes(String descr) throws IOException {
    assertEquals("uint8", frameOf(npy(descr, 1), "--type", "uint8").get("format").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "bfloat16, 2, bfloat16",
    "float8_e5m2, 1, float8_e5m2",
    "float8_e4m3fn, 1, float8_e4m3",
    "float8_e8m0fnu, 1, uint8",
    "float32, 4, float32",
    "=i2, 2, int16",
    "f4, 4, float32",
    "i1, 1, int8"
  })
  void whatTellsItsTypeIsCodedWithoutAWord(String descr, int bytes, String format)
      throws IOException {
    assertEquals(format, frameOf(npy(descr, bytes)).get("format").asText());
    assertEquals("", Run.of("compress", "-f", npy(descr, bytes)).err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<V2", "<g2", "|V1", "|V4"})
  void whatDoesNotTellItsTypeIsStoredWithAHint(String descr) {
    Path file = npy(descr, descr.charAt(2) - '0');
    Run run = Run.of("compress", file);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.err().contains("stored, not coded; --type "), run.err());
    assertTrue(run.err().contains(descr), run.err());
    assertTrue(Run.of("eval", file).err().contains("--type "));
    assertTrue(Run.of("verify", file).out().contains("--type "));
    assertEquals("", Run.of("compress", "-f", "-q", file).err());
  }

  @Test
  void whatIsStoredForGoodGivesNoHint() {
    for (String descr : new String[] {"|b1", "<f8", "|S2", "<M8[ns]"}) {
      Path file = npy(descr, Character.digit(descr.charAt(2), 10));
      assertEquals("", Run.of("compress", "-f", file).err());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<[x", "<", "|V", "|V0", "<V9999999999", "x", "<U", "|O", "[", "<m2[", "\u0661"})
  void strangeDtypesAreStored(String descr) throws IOException {
    assertEquals("opaque", frameOf(npy(descr, 2)).get("format").asText());
    assertEquals(2, Run.of("compress", "-f", "--type", "bfloat16", npy("|O", 2)).exitCode());
  }

  @Test
  void oneFileOfAnotherTypeKeepsNoOtherFromBeingRead() {
    Path maps = folder.resolve("maps");
    assertTrue(maps.toFile().mkdir());
    Samples.file(maps, "a.npy", Samples.npy("<V2", false, "(300,)", ELEMENTS));
    Samples.file(maps, "b.npy", Samples.npy("<f4", false, "(150,)", ELEMENTS));
    Samples.file(maps, "c.npy", Samples.npy("bfloat16", false, "(300,)", ELEMENTS));
    Run eval = Run.of("eval", "--type", "bfloat16", "--json", "--compressors", "none", maps);
    assertEquals(2, eval.exitCode());
    assertEquals(2, eval.json().get("files").size());
    assertTrue(eval.err().contains("b.npy: the file has elements of 4 bytes"), eval.err());
    assertEquals(2, Run.of("compress", "--type", "bfloat16", maps).exitCode());
    assertTrue(Files.exists(maps.resolve("c.npy.ebpc")));
    assertFalse(Files.exists(maps.resolve("b.npy.ebpc")));
    Path archive =
        Samples.file(
            folder,
            "m.npz",
            Samples.zip(Map.of("b.npy", Samples.npy("<f4", false, "(1,)", new byte[4]))));
    assertTrue(Run.of("compress", "--type", "bfloat16", archive).err().contains("b.npy: the file"));
  }

  @Test
  void framesThatStoredSuchElementsAsBytesAreRestored() throws IOException {
    byte[] file = Files.readAllBytes(npy("bfloat16", 2));
    byte[] origin = Arrays.copyOf(file, file.length - ELEMENTS.length);
    FrameHeader header =
        FrameHeader.builder(NumberFormat.OPAQUE).origin(OriginKind.NPY, origin).build();
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    try (FrameWriter writer = FrameWriter.of(frame, header, Workers.ofThreads(Engines.auto(), 1))) {
      writer.write(ELEMENTS, 0, ELEMENTS.length);
      writer.finish();
    }
    Path frames = Samples.file(folder, "old.npy.ebpc", frame.toByteArray());
    Run run = Run.of("decompress", frames);
    assertEquals(0, run.exitCode(), run.err());
    assertArrayEquals(file, Files.readAllBytes(folder.resolve("old.npy")));
  }

  @Test
  void headersOfSafetensorsAreOnlyBoundedAsAWhole() throws IOException {
    String name = "n".repeat(70_000);
    String text = "t".repeat(21_000_000);
    byte[] file =
        Samples.safetensors(
            "{\"__metadata__\":{\"note\":\"%s\"},\"%s\":{\"dtype\":\"U8\",\"shape\":[600],\"data_offsets\":[0,600]}}"
                .formatted(text, name),
            ELEMENTS);
    Path path = Samples.file(folder, "x.safetensors", file);
    assertEquals(600, frameOf(path).get("words").asInt());
  }
}
