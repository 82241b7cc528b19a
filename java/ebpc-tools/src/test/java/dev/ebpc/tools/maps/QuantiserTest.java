package dev.ebpc.tools.maps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.demo.FeatureMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantiserTest {
  private static FeatureMap shipped(NumberFormat format) throws IOException {
    return FeatureMap.shipped().stream()
        .filter(map -> map.layer().equals("fire6_expand1x1") && map.format() == format)
        .findFirst()
        .orElseThrow();
  }

  /** The shipped float32 map is scaled already, so that its scale is one. */
  @Test
  void givesTheShippedMaps() throws IOException {
    byte[] values = shipped(NumberFormat.FLOAT32).containers();
    for (NumberFormat format :
        List.of(
            NumberFormat.INT8, NumberFormat.FIXED12, NumberFormat.INT16, NumberFormat.FLOAT16)) {
      assertArrayEquals(
          shipped(format).containers(), Quantiser.converted(values, 1, format), format.label());
    }
  }

  private static MapInfo map(String image) {
    return new MapInfo(
        image, "net", image, 3, "conv", MapInfo.FEATURE_MAP, "float32", NumberFormat.FLOAT32, 32);
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  @Test
  void scaleIsThatOfAllPictures() throws IOException {
    Quantiser quantiser = new Quantiser(List.of("fixed8"));
    byte[] one = floats(1, -0.5f, 0, 0.001f);
    byte[] other = floats(-3, 3, 1.5f, Float.NaN);
    quantiser.measure(map("one"), one);
    quantiser.measure(map("other"), other);
    List<byte[]> made = new ArrayList<>();
    MapSink sink =
        quantiser.quantise(
            (info, shape, words) -> {
              assertEquals("fixed8", info.label());
              made.add(words);
            });
    sink.accept(map("one"), new long[] {4}, one);
    sink.accept(map("other"), new long[] {4}, other);
    // 0.75 / 3 * 127 = 31.75 per unit, cut off towards zero.
    assertArrayEquals(new byte[] {31, -15, 0, 0}, made.get(0));
    assertArrayEquals(new byte[] {-95, 95, 47, 0}, made.get(1));
  }

  @Test
  void filesOfUnknownOriginHaveScalesOfTheirOwn() throws IOException {
    Quantiser quantiser = new Quantiser(List.of("fixed8"));
    List<byte[]> made = new ArrayList<>();
    MapSink sink = quantiser.quantise((info, shape, words) -> made.add(words));
    for (float value : new float[] {1, 1000}) {
      MapInfo info =
          new MapInfo("file" + value, "", "", -1, "", "fmap", "float32", NumberFormat.FLOAT32, 32);
      quantiser.measure(info, floats(value));
      sink.accept(info, new long[] {1}, floats(value));
    }
    assertArrayEquals(new byte[] {95}, made.get(0));
    assertArrayEquals(new byte[] {95}, made.get(1));
  }

  @Test
  void integersPassAsTheyAre() throws IOException {
    Quantiser quantiser = new Quantiser(List.of("fixed8", "fixed16"));
    MapInfo info = map("one").in("fixed16");
    List<MapInfo> given = new ArrayList<>();
    byte[] words = {1, 2};
    quantiser.measure(info, words);
    quantiser
        .quantise((same, shape, containers) -> given.add(same))
        .accept(info, new long[] {1}, words);
    assertEquals(List.of(info), given);
  }

  @Test
  void unknownFormatIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Quantiser(List.of("fixed9")));
  }
}
