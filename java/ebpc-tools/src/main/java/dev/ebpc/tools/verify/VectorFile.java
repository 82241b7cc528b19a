package dev.ebpc.tools.verify;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.Transmission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads files of golden vectors: a JSON array with one object per case, words and streams as
 * hexadecimal digits.
 */
final class VectorFile {
  private static final JsonMapper JSON = new JsonMapper();

  private VectorFile() {}

  /**
   * Reads all cases of a file.
   *
   * @throws IOException if it cannot be read or a case is malformed, with the case's name
   */
  static List<VectorCase> read(Path file) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (JacksonException malformed) {
      throw new IOException(
          file
              + ": line "
              + malformed.getLocation().getLineNr()
              + ": "
              + malformed.getOriginalMessage());
    }
    if (!root.isArray()) {
      throw new IOException(file + ": expected a JSON array of cases");
    }
    List<VectorCase> cases = new ArrayList<>();
    for (JsonNode node : root) {
      String id = node.path("id").asText("number " + cases.size());
      try {
        cases.add(caseOf(id, node));
      } catch (IllegalArgumentException malformed) {
        throw new IOException(file + ": case " + id + ": " + malformed.getMessage());
      }
    }
    return cases;
  }

  private static VectorCase caseOf(String id, JsonNode node) {
    CodeParameters parameters =
        new CodeParameters(
            number(node, "data_w"), number(node, "block_size"), number(node, "max_zrle"));
    int[] words = words(text(node, "words"), parameters.wordBits());
    int declared = number(node, "num_words");
    if (declared != words.length || declared < 1 || declared > Transmission.MAX_WORDS) {
      throw new IllegalArgumentException(
          "num_words is " + declared + ", but there are " + words.length + " words");
    }
    boolean evaluation = node.has("delta_bits");
    return new VectorCase(
        id,
        parameters,
        words,
        evaluation ? null : stream(node, "znz"),
        number(node, evaluation ? "znz_counted_bits" : "znz_bits"),
        stream(node, "bpc"),
        number(node, "bpc_bits"),
        evaluation ? number(node, "delta_bits") : 0);
  }

  private static int number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
      throw new IllegalArgumentException(field + " is no whole number");
    }
    return value.intValue();
  }

  private static String text(JsonNode node, String field) {
    if (!node.path(field).isTextual()) {
      throw new IllegalArgumentException(field + " is no string");
    }
    return node.path(field).textValue();
  }

  private static byte[] stream(JsonNode node, String field) {
    try {
      return HexFormat.of().parseHex(text(node, field));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(field + " is no hexadecimal bytes");
    }
  }

  private static int[] words(String hex, int wordBits) {
    int digits = (wordBits + 3) / 4;
    if (hex.length() % digits != 0) {
      throw new IllegalArgumentException("words must have " + digits + " digits each");
    }
    int[] words = new int[hex.length() / digits];
    for (int i = 0; i < words.length; i++) {
      String word = hex.substring(i * digits, (i + 1) * digits);
      long value = HexFormat.fromHexDigitsToLong(word);
      if (value >>> wordBits != 0) {
        throw new IllegalArgumentException("word " + i + " has more than " + wordBits + " bits");
      }
      words[i] = (int) value;
    }
    return words;
  }
}
