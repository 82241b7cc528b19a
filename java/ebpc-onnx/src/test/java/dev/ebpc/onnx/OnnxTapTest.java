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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
}
