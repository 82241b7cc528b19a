package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** compress, decompress, test and list, from files to files. */
class CompressTest {
  @TempDir Path folder;

  /** Name and content of files that must come back byte for byte. */
  static Stream<Map.Entry<String, byte[]>> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    int count = 5000;
    for (String descr :
        new String[] {
          "|i1", "|u1", "<i2", ">i2", "<u2", ">u2", "<f2", ">f2", "<i4", ">i4", "<u4", "<f4", ">f4",
          "<i8", ">f8", "|b1", "<c16"
        }) {
      int bytes = Integer.parseInt(descr.substring(2));
      byte[] elements = Samples.elements(count, bytes, 7);
      String name = descr.replaceAll("[<|>]", descr.startsWith(">") ? "big-" : "");
      files.put(name + ".npy", Samples.npy(descr, false, "(50, 100)", elements));
      files.put(name + "-fortran.npy", Samples.npy(descr, true, "(50, 100)", elements));
    }
    files.put("empty.npy", Samples.npy("<f4", false, "(0, 4)", new byte[0]));
    files.put("one.npy", Samples.npy("|i1", false, "(1,)", new byte[] {7}));
    files.put("scalar.npy", Samples.npy("<f4", false, "()", new byte[] {0, 0, 96, 64}));
    files.put("deep.npy", Samples.npy("|i1", false, "(" + "1, ".repeat(40) + ")", new byte[1]));
    files.put(
        "records.npy",
        Samples.joined(
            Samples.npyHeader("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (3,), }"),
            Samples.elements(3, 4, 8)));
    files.put(
        "version2.npy",
        Samples.joined(
            Samples.npyHeader(2, "{'descr':'<i2','fortran_order':False,'shape':(9,)}\n"),
            Samples.elements(9, 2, 9)));
    files.put(
        "all.safetensors",
        Samples.safetensors(
            "{\"z\":{\"dtype\":\"BF16\",\"shape\":[40,50],\"data_offsets\":[0,4000]},"
                + "\"none\":{\"dtype\":\"F16\",\"shape\":[0],\"data_offsets\":[4000,4000]},"
                + "\"\":{\"dtype\":\"I64\",\"shape\":[3],\"data_offsets\":[4000,4024]},"
                + "\"new\":{\"dtype\":\"F4\",\"shape\":[4],\"data_offsets\":[4024,4026]},"
                + "\"__metadata__\":{\"a\":\"b\"}}  ",
            Samples.elements(2000, 2, 10),
            Samples.elements(3, 8, 11),
            new byte[] {1, 2}));
    files.put("none.safetensors", Samples.safetensors("{}"));
    return files.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void filesComeBackByteForByte(Map.Entry<String, byte[]> file) throws IOException {
    Path path = Samples.file(folder, file.getKey(), file.getValue());
    Run compressed = Run.of("compress", path);
    assertEquals(0, compressed.exitCode(), compressed.err());
    Path frames = folder.resolve(file.getKey() + ".ebpc");
    assertEquals(0, Run.of("test", frames).exitCode());
    Files.delete(path);
    Run restored = Run.of("decompress", frames);
    assertEquals(0, restored.exitCode(), restored.err());
    assertArrayEquals(file.getValue(), Files.readAllBytes(path));
  }

  @ParameterizedTest
  @MethodSource("files")
  void standardStreamsCarryTheSame(Map.Entry<String, byte[]> file) {
    Run compressed = Run.withInput(file.getValue(), "compress", "-");
    assertEquals(0, compressed.exitCode(), compressed.err());
    Run restored = Run.withInput(compressed.data(), "decompress", "-");
    assertEquals(0, restored.exitCode(), restored.err());
    assertArrayEquals(file.getValue(), restored.data());
  }

  @Test
  void membersOfAnArchiveComeBackEqual() throws IOException {
    Path path = Samples.file(folder, "all.npz", Samples.zip(Samples.npzMembers()));
    Path back = folder.resolve("back.npz");
    assertEquals(0, Run.of("compress", path).exitCode());
    assertEquals(0, Run.of("decompress", path + ".ebpc", "-o", back).exitCode());
    Map<String, byte[]> members = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(back)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        members.put(entry.getName(), zip.readAllBytes());
      }
    }
    assertEquals(Samples.npzMembers().keySet(), members.keySet());
    Samples.npzMembers()
        .forEach((name, content) -> assertArrayEquals(content, members.get(name), name));
  }

  @Test
  void rawElementsComeBack() throws IOException {
    byte[] elements = Samples.elements(60, 2, 12);
    Path path = Samples.file(folder, "x.bin", elements);
    assertEquals(0, Run.of("compress", path, "--type", "fixed12", "--shape", "3,20").exitCode());
    JsonNode frame = Run.of("list", "--json", path + ".ebpc").json().get(0).get("frames").get(0);
    assertEquals("fixed12", frame.get("format").asText());
    assertEquals("[3,20]", frame.get("shape").toString());
    assertEquals(0, Run.of("decompress", "-f", path + ".ebpc").exitCode());
    assertArrayEquals(elements, Files.readAllBytes(path));
  }

  @Test
  void numpyHeadersAreNotStored() {
    Path plain = Samples.file(folder, "a.npy", Samples.npy("<i2", false, "(9,)", new byte[18]));
    Path fortran = Samples.file(folder, "b.npy", Samples.npy("<i2", true, "(3, 3)", new byte[18]));
    long small = Run.of("compress", "--json", plain).json().get(0).get("compressedBytes").asLong();
    long large =
        Run.of("compress", "--json", fortran).json().get(0).get("compressedBytes").asLong();
    assertTrue(large >= small + 128, small + " and " + large);
  }

  @Test
  void parametersOfTheCodeAreKept() {
    Path path =
        Samples.file(
            folder, "a.npy", Samples.npy("<i2", false, "(4000,)", Samples.elements(4000, 2, 1)));
    assertEquals(
        0,
        Run.of(
                "compress",
                path,
                "--word-bits",
                "12",
                "--block",
                "16",
                "--zero-run",
                "64",
                "--chunk",
                "1000",
                "-T",
                "2",
                "--engine",
                "scalar")
            .exitCode());
    JsonNode frame =
        Run.of("list", "-v", "--json", path + ".ebpc").json().get(0).get("frames").get(0);
    assertEquals(12, frame.get("wordBits").asInt());
    assertEquals(16, frame.get("blockSize").asInt());
    assertEquals(64, frame.get("maxZeroRun").asInt());
    assertEquals(4, frame.get("chunks").size());
    assertEquals(1000, frame.get("chunks").get(3).get("words").asInt());
  }

  @Test
  void foldersKeepTheirInnerPlaces() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("maps/inner"));
    byte[] file = Samples.npy("|i1", false, "(3,)", new byte[] {1, 0, 2});
    Samples.file(inner, "a.npy", file);
    Samples.file(folder.resolve("maps"), "b.npy", file);
    Samples.file(folder.resolve("maps"), "notes.txt", new byte[1]);
    Path out = folder.resolve("out");
    Run run = Run.of("compress", "--json", "-o", out + "/", folder.resolve("maps"));
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(2, run.json().size());
    assertTrue(Files.exists(out.resolve("inner/a.npy.ebpc")));
    assertEquals(0, Run.of("decompress", "-o", folder.resolve("back") + "/", out).exitCode());
    assertArrayEquals(file, Files.readAllBytes(folder.resolve("back/inner/a.npy")));
  }

  @Test
  void patternsAreResolved() {
    byte[] file = Samples.npy("|i1", false, "(3,)", new byte[] {1, 0, 2});
    Samples.file(folder, "a1.npy", file);
    Samples.file(folder, "a2.npy", file);
    Samples.file(folder, "b.npy", file);
    assertEquals(2, Run.of("compress", "--json", folder.resolve("a*.npy")).json().size());
    assertEquals(2, Run.of("compress", folder.resolve("c*.npy")).exitCode());
  }

  @Test
  void outputsAreOverwrittenOnlyByForce() throws IOException {
    Path path = Samples.file(folder, "a.npy", Samples.npy("|i1", false, "(1,)", new byte[1]));
    Path output = Samples.file(folder, "a.npy.ebpc", new byte[] {42});
    Run refused = Run.of("compress", path);
    assertEquals(2, refused.exitCode());
    assertTrue(refused.err().contains("-f"), refused.err());
    assertArrayEquals(new byte[] {42}, Files.readAllBytes(output));
    assertEquals(0, Run.of("compress", "-f", path).exitCode());
    assertEquals(0, Run.of("test", output).exitCode());
    assertTrue(Files.exists(path));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 60, 100, 140})
  void damagedFramesLeaveNothingBehind(int at) throws IOException {
    byte[] elements = Samples.elements(3000, 1, 13);
    Path path = Samples.file(folder, "a.npy", Samples.npy("|i1", false, "(3000,)", elements));
    Path frames = folder.resolve("a.npy.ebpc");
    assertEquals(0, Run.of("compress", path).exitCode());
    byte[] bytes = Files.readAllBytes(frames);
    bytes[at] ^= 0x10;
    Files.write(frames, bytes);
    Files.delete(path);
    for (String command : new String[] {"decompress", "test"}) {
      Run run = Run.of(command, "--json", frames);
      assertEquals(1, run.exitCode(), command);
      assertEquals(1, run.err().lines().count(), run.err());
      assertTrue(run.json().get(0).has("error"));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(1, left.count());
    }
  }

  @Test
  void aHeaderThatDeclaresFarTooMuchFailsAtOnce() throws IOException {
    byte[] header = FrameHeader.builder(NumberFormat.INT8).words(1L << 60).build().toBytes();
    Path frames = Samples.file(folder, "a.npy.ebpc", Samples.joined(header, new byte[100]));
    for (String command : new String[] {"decompress", "test", "list"}) {
      assertEquals(1, Run.of(command, frames).exitCode(), command);
    }
    assertFalse(Files.exists(folder.resolve("a.npy")));
  }

  @Test
  void errorsTellWhichFrameTheyAreIn() throws IOException {
    byte[] tensors =
        Samples.safetensors(
            "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}",
            new byte[8]);
    Path file = Samples.file(folder, "m.safetensors", tensors);
    assertEquals(0, Run.of("compress", file).exitCode());
    Path frames = folder.resolve("m.safetensors.ebpc");
    byte[] bytes = Files.readAllBytes(frames);
    Files.write(frames, Arrays.copyOf(bytes, bytes.length - 1));
    assertTrue(Run.of("test", frames).err().contains("frame 1, byte"));
  }

  @Test
  void truncatedTensorFilesLeaveNothingBehind() throws IOException {
    byte[] file = Samples.npy("<f4", false, "(1000, 1000)", new byte[100_000]);
    Path path = Samples.file(folder, "a.npy", file);
    Run run = Run.of("compress", path);
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("100000 of the 4000000"), run.err());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(1, left.count());
    }
  }

  @Test
  void oneBadInputDoesNotKeepTheOthersFromBeingDone() {
    Path bad = Samples.file(folder, "bad.npy", new byte[10]);
    Path good = Samples.file(folder, "good.npy", Samples.npy("|i1", false, "()", new byte[1]));
    Run run = Run.of("compress", "--json", bad, good);
    assertEquals(1, run.exitCode());
    assertEquals(2, run.json().size());
    assertTrue(run.json().get(0).has("error"));
    assertFalse(run.json().get(1).has("error"));
    assertTrue(Files.exists(folder.resolve("good.npy.ebpc")));
  }

  @Test
  void wordsOutsideTheWidthAreRefusedByTheirNumber() {
    byte[] elements = {1, 0, 7, 8};
    Path path = Samples.file(folder, "a.npy", Samples.npy("|i1", false, "(4,)", elements));
    Run run = Run.of("compress", "--word-bits", "4", path);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("word 3"), run.err());
    assertFalse(Files.exists(folder.resolve("a.npy.ebpc")));
  }
}
