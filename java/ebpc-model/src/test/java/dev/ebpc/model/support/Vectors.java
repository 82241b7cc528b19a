package dev.ebpc.model.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.run.StallPattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the golden vectors. */
public final class Vectors {
  private Vectors() {}

  /** The cases of a file. */
  public static List<JsonNode> cases(String file) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
      List<JsonNode> cases = new ArrayList<>();
      new ObjectMapper().readTree(in).forEach(cases::add);
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a case's hardware is built with. */
  public static HardwareParameters parameters(JsonNode node) {
    int maxZeroRun = node.get("max_zrle").asInt();
    return new HardwareParameters(
        node.get("data_w").asInt(),
        node.get("block_size").asInt(),
        Integer.numberOfTrailingZeros(maxZeroRun));
  }

  /** Words from concatenated hexadecimal digits, W/4 each. */
  public static int[] words(String hex, HardwareParameters parameters) {
    int digits = parameters.wordBits() / 4;
    int[] words = new int[hex.length() / digits];
    for (int i = 0; i < words.length; i++) {
      words[i] = Integer.parseUnsignedInt(hex, i * digits, (i + 1) * digits, 16);
    }
    return words;
  }

  /** A stall pattern. */
  public static StallPattern pattern(JsonNode node, String field) {
    return StallPattern.parse(node.get(field).asText());
  }
}
