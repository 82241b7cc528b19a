package dev.ebpc.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.tools.maps.MapInfo;
import dev.ebpc.tools.maps.MapSource;
import dev.ebpc.tools.maps.ModelRequest;
import dev.ebpc.tools.maps.ModelTap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxTapTest {
  private static final List<Path> TWICE = List.of(ExampleTest.PICTURE, ExampleTest.PICTURE);

  private final List<String> told = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  @TempDir Path folder;

  @SuppressWarnings("ArrayRecordComponent") // looked at, never compared
  private record Given(MapInfo info, long[] shape, FloatBuffer values) {}

  private static List<Given> run(ModelRequest request) throws IOException {
    List<Given> given = new ArrayList<>();
    try (MapSource source = new OnnxTap().open(request)) {
      source.feed(
          (info, shape, containers) ->
              given.add(
                  new Given(
                      info,
                      shape,
                      ByteBuffer.wrap(containers).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer())),
          bytes -> {});
    }
    return given;
  }

  private ModelRequest request(Path model, String tap, long... shape) {
    Pattern pattern = tap == null ? null : Pattern.compile(tap);
    return request(model, TWICE, pattern, false, shape);
  }

  private ModelRequest request(
      Path model, List<Path> inputs, Pattern pattern, boolean raw, long... shape) {
    return new ModelRequest(
        model,
        inputs,
        pattern,
        raw,
        shape.length == 0 ? null : shape,
        told::add,
        (item, problem) -> leftOut.add(item + ": " + problem.getMessage()));
  }

  private Path model(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("model.onnx"), bytes);
  }

  @Test
  void isFoundAsService() {
    assertTrue(ModelTap.installed().orElseThrow() instanceof OnnxTap);
  }

  @Test
  void tapsEveryActivationInOrder() throws IOException {
    List<Given> given = run(request(ExampleTest.MODEL, null));
    assertEquals(
        List.of("edges_relu", "textures_relu6", "objects_leaky"),
        given.subList(0, 3).stream().map(map -> map.info().layerName()).toList());
    assertEquals(6, given.size());
    assertArrayEquals(new long[] {1, 8, 32, 32}, given.get(0).shape());
    assertArrayEquals(new long[] {1, 16, 8, 8}, given.get(2).shape());
    assertEquals("tiny", given.get(0).info().network());
    assertEquals("pebbles.png", given.get(0).info().image());
  }

  @Test
  void valuesAreThoseOfTheActivations() throws IOException {
    List<Given> given = run(request(ExampleTest.MODEL, null));
    float[] clipped = new float[given.get(1).values().remaining()];
    given.get(1).values().get(clipped);
    int zeros = 0;
    for (float value : clipped) {
      assertTrue(value >= 0 && value <= 6, () -> "a clipped value is " + value);
      zeros += value == 0 ? 1 : 0;
    }
    assertTrue(zeros > 0 && zeros < clipped.length);
  }

  @Test
  void batchOfTwoGivesWhatTwoBatchesGive() throws IOException {
    List<Given> single = run(request(ExampleTest.MODEL, null));
    List<Given> both = run(request(ExampleTest.MODEL, null, 2, 3, 64, 64));
    assertEquals(6, both.size());
    // Batch by batch, the layers of one picture come first; in one batch, the pictures of a layer.
    assertArrayEquals(single.get(5).shape(), both.get(5).shape());
    for (int i = 0; i < single.get(5).values().remaining(); i++) {
      assertEquals(single.get(5).values().get(i), both.get(5).values().get(i), 1e-4f);
    }
  }

  @Test
  void lastBatchNeedNotBeFull() throws IOException {
    assertEquals(6, run(request(ExampleTest.MODEL, null, 3, 3, 64, 64)).size());
  }

  @Test
  void tapsWhatIsNamed() throws IOException {
    List<Given> given = run(request(ExampleTest.MODEL, "^edges$|textures_relu6_node"));
    assertEquals(
        List.of("edges", "textures_relu6"),
        given.subList(0, 2).stream().map(map -> map.info().layerName()).toList());
  }

  @Test
  void modelWithoutActivationIsRefused() throws IOException {
    Path model = model(TinyNetwork.of("Abs", "N", 8));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> run(request(model, null)));
    assertTrue(refused.getMessage().contains("no Relu"), refused.getMessage());
  }

  @Test
  void openDimensionsAreToBeSettled() throws IOException {
    Path model = model(TinyNetwork.of("Relu", "N", 0));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> run(request(model, null)));
    assertTrue(refused.getMessage().contains("[?, 3, ?, ?]"), refused.getMessage());
    List<Given> given = run(request(model, null, 1, 3, 20, 30));
    assertArrayEquals(new long[] {1, 3, 20, 30}, given.get(0).shape());
  }

  @Test
  void whatIsAnOutputAlreadyIsTappedOnce() throws IOException {
    assertEquals(2, run(request(model(TinyNetwork.of("Relu", "N", 8)), null)).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 100, 1000})
  void brokenModelsAreRefused(int length) throws IOException {
    Path model = model(Arrays.copyOf(TinyNetwork.example(), length));
    assertThrows(IOException.class, () -> run(request(model, null)));
  }

  @Test
  void whatIsNoPictureIsLeftOut() throws IOException {
    for (int length : new int[] {0, 5, 600}) {
      byte[] start = Arrays.copyOf(Files.readAllBytes(ExampleTest.PICTURE), length);
      Path picture = Files.write(folder.resolve("picture.png"), start);
      List<Path> inputs = List.of(picture, ExampleTest.PICTURE);
      assertEquals(3, run(request(ExampleTest.MODEL, inputs, null, false)).size());
      assertTrue(leftOut.get(0).contains("picture.png: no picture"), leftOut.toString());
      leftOut.clear();
    }
  }

  private static List<String> names(List<Given> given) {
    return given.stream().map(map -> map.info().layerName()).distinct().toList();
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void gateOfHardSwishIsNoActivation(boolean constants, boolean dividedFirst) throws IOException {
    Path model = model(TinyNetwork.hardSwish(constants, dividedFirst));
    List<Given> given = run(request(model, null));
    assertEquals(List.of("relu", "relu6", "no_gate"), names(given));
    assertTrue(told.get(0).contains("no ReLU6: 1 "), told.toString());
    List<Given> named = run(request(model, "^gate$|^relu$"));
    assertEquals(List.of("relu", "gate"), names(named));
    assertEquals("fmap", named.get(0).info().kind());
    assertEquals("gate", named.get(1).info().kind());
  }

  @Test
  void valuesOfOtherTypesAreLeftOutWithANote() throws IOException {
    List<Given> given = run(request(model(TinyNetwork.manyTypes()), "."));
    assertEquals(List.of("scores"), names(given));
    assertTrue(told.get(0).contains("numbers (INT64), truths (BOOL), texts (STRING)"), told.get(0));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> run(request(model(TinyNetwork.manyTypes()), "truths")));
    assertTrue(refused.getMessage().contains("float32"), refused.getMessage());
  }

  static Stream<byte[]> strangeNames() {
    return Stream.of(
            "\u001b[31m\nx", "\ud83d\ude00", "a\u0000b", "é/..\\", "n".repeat(400), " ", "\u202e")
        .map(name -> name.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("strangeNames")
  void valuesMayHaveAnyName(byte[] name) throws IOException {
    List<Given> given = run(request(model(TinyNetwork.named(name)), null));
    assertEquals(List.of(new String(name, StandardCharsets.UTF_8)), names(given));
    assertEquals(3 * 8 * 8, given.get(0).values().remaining());
  }

  @Test
  void namesThatAreNoTextDoNotHurt() throws IOException {
    byte[] name = {'a', (byte) 0xed, (byte) 0xa0, (byte) 0x80, (byte) 0xff};
    Path model = model(TinyNetwork.named(name));
    try {
      assertEquals(2, run(request(model, null)).size());
    } catch (IOException refused) {
      assertTrue(refused.getMessage().contains("ONNX Runtime"), refused.getMessage());
    }
  }

  private Path npy(boolean fortran, String descr, String shape, float... values)
      throws IOException {
    boolean big = descr.startsWith(">");
    ByteBuffer elements =
        ByteBuffer.allocate(values.length * Float.BYTES)
            .order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    elements.asFloatBuffer().put(values);
    String text =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n"
            .formatted(descr, fortran ? "True" : "False", shape);
    ByteBuffer file =
        ByteBuffer.allocate(10 + text.length() + elements.capacity())
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1));
    file.putShort((short) text.length()).put(text.getBytes(StandardCharsets.ISO_8859_1));
    return Files.write(folder.resolve("x.npy"), file.put(elements.array()).array());
  }

  private float[] raw(Path file) throws IOException {
    Path model = model(TinyNetwork.of("Relu", "N", 2));
    List<Given> given = run(request(model, List.of(file), null, true));
    if (given.isEmpty()) {
      return new float[0];
    }
    float[] values = new float[given.get(0).values().remaining()];
    given.get(0).values().get(values);
    return values;
  }

  @Test
  void rawValuesComeInTheOrderOfTheModel() throws IOException {
    float[] expected = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    // Element (channel, row, column) is 4 channel + 2 row + column + 1; here channels run fastest.
    float[] fortran = {1, 5, 9, 3, 7, 11, 2, 6, 10, 4, 8, 12};
    assertArrayEquals(expected, raw(npy(false, "<f4", "(1, 3, 2, 2)", expected)));
    assertArrayEquals(expected, raw(npy(false, ">f4", "(3, 2, 2)", expected)));
    assertArrayEquals(expected, raw(npy(true, "<f4", "(3, 2, 2)", fortran)));
    assertArrayEquals(expected, raw(npy(true, ">f4", "(1, 3, 2, 2)", fortran)));
    assertEquals(List.of(), leftOut);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<f4; (2, 2, 3); [2, 2, 3]; the model takes [1, 3, 2, 2]",
        "<f4; (12,); [12]; the model takes",
        "<f4; (1, 1, 3, 2, 2); [1, 1, 3, 2, 2]; the model takes",
        "<f4; (1, 3, 4, 1); [1, 3, 4, 1]; the model takes",
        "<i4; (3, 2, 2); int32; the model takes float32",
        "<f8; (3, 2, 1); float64; the model takes float32",
      })
  void rawValuesOfOtherDimensionsOrTypesAreLeftOut(
      String descr, String shape, String found, String wanted) throws IOException {
    assertEquals(0, raw(npy(false, descr, shape, new float[12])).length);
    assertTrue(leftOut.get(0).contains(found), leftOut.get(0));
    assertTrue(leftOut.get(0).contains(wanted), leftOut.get(0));
  }

  @Test
  void damagedModelsAreRefusedOrRun() throws IOException {
    byte[] sound = TinyNetwork.hardSwish(true, false);
    for (int i = 0; i < 400; i++) {
      byte[] damaged = i < 100 ? Arrays.copyOf(sound, sound.length * i / 100) : sound.clone();
      if (i >= 100) {
        damaged[i * 7919 % damaged.length] ^= (byte) (1 << i % 8);
      }
      try {
        run(request(model(damaged), null));
      } catch (IOException | IllegalArgumentException refused) {
        assertTrue(refused.getMessage().length() > 10, refused.getMessage());
      }
    }
  }
}
