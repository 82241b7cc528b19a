package dev.ebpc.tools.demo;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.frame.OriginKind;
import dev.ebpc.tools.tensor.ElementType;
import dev.ebpc.tools.tensor.Tensor;
import dev.ebpc.tools.tensor.TensorFiles;
import dev.ebpc.tools.tensor.TensorInfo;
import dev.ebpc.tools.tensor.TensorReader;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A real feature map that comes with the tools.
 *
 * @param network the network it comes from
 * @param layer the layer
 * @param format how its words lie in memory
 * @param containers its words, little-endian
 * @param shape its dimensions, the slowest first
 * @param znzBits exact bits of its ZNZ stream, counted elsewhere
 * @param bpcBits exact bits of its BPC stream, counted elsewhere
 */
@SuppressWarnings("ArrayRecordComponent") // read once and looked at, never compared
public record FeatureMap(
    String network,
    String layer,
    NumberFormat format,
    byte[] containers,
    long[] shape,
    long znzBits,
    long bpcBits) {

  private static final String LIST = "maps.csv";

  /** Words of the map. */
  public int words() {
    return containers.length / format.containerBytes();
  }

  /** The map as a tensor to be read. */
  Tensor tensor() throws IOException {
    TensorInfo info =
        new TensorInfo(
            layer, ElementType.of(format), new long[] {words()}, OriginKind.NONE, new byte[0]);
    return new Tensor(info, new ByteArrayInputStream(containers));
  }

  /** All maps that come with the tools. */
  public static List<FeatureMap> shipped() throws IOException {
    List<String> lines;
    try (BufferedReader list =
        new BufferedReader(new InputStreamReader(resource(LIST), StandardCharsets.UTF_8))) {
      lines = list.lines().skip(1).toList();
    }
    List<FeatureMap> maps = new ArrayList<>();
    for (String line : lines) {
      maps.add(read(line.split(",", -1)));
    }
    return maps;
  }

  private static FeatureMap read(String[] fields) throws IOException {
    ElementType type = ElementType.ofLabel(fields[3]);
    try (TensorReader file = TensorFiles.open(resource(fields[0]), type, null)) {
      Tensor tensor = file.next();
      byte[] containers = new byte[Math.toIntExact(tensor.info().bytes())];
      tensor.read(containers);
      return new FeatureMap(
          fields[1],
          fields[2],
          type.format(),
          containers,
          tensor.info().shape(),
          Long.parseLong(fields[4]),
          Long.parseLong(fields[5]));
    }
  }

  private static InputStream resource(String name) {
    return FeatureMap.class.getResourceAsStream(name);
  }
}
