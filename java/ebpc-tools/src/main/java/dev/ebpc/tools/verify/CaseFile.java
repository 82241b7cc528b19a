package dev.ebpc.tools.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.tools.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;

/** A JSON array with one object per case, and the fields that such objects have. */
final class CaseFile {
  private CaseFile() {}

  /**
   * Reads all cases of a file.
   *
   * @param file the file
   * @param reader makes a case of its name and its object; throws IllegalArgumentException if the
   *     object is none
   * @throws IOException if it cannot be read or a case is malformed, with the case's name
   */
  static <C> List<C> read(Path file, BiFunction<String, JsonNode, C> reader) throws IOException {
    JsonNode root = Json.read(file);
    if (!root.isArray()) {
      throw new IOException(file + ": expected a JSON array of cases");
    }
    List<C> cases = new ArrayList<>();
    for (JsonNode node : root) {
      String id = node.path("id").asText("number " + cases.size());
      try {
        cases.add(reader.apply(id, node));
      } catch (IllegalArgumentException malformed) {
        throw new IOException(file + ": case " + id + ": " + malformed.getMessage());
      }
    }
    return cases;
  }

  static int number(JsonNode node, String field) {
    return Json.whole(field, node.path(field));
  }

  static String text(JsonNode node, String field) {
    if (!node.path(field).isTextual()) {
      throw new IllegalArgumentException(field + " is no string");
    }
    return node.path(field).textValue();
  }

  /** The elements of an array. */
  static JsonNode array(JsonNode node, String field) {
    if (!node.path(field).isArray()) {
      throw new IllegalArgumentException(field + " is no array");
    }
    return node.path(field);
  }

  /** Words of a fixed number of hexadecimal digits each, one after the other. */
  static int[] words(JsonNode node, String field, int wordBits) {
    return words(text(node, field), field, wordBits);
  }

  /** Such words that are an element of a field. */
  static int[] words(String hex, String field, int wordBits) {
    int digits = (wordBits + 3) / 4;
    if (hex.length() % digits != 0) {
      throw new IllegalArgumentException(field + " must have " + digits + " digits per word");
    }
    int[] words = new int[hex.length() / digits];
    for (int i = 0; i < words.length; i++) {
      long value = hex(field, hex.substring(i * digits, (i + 1) * digits));
      if (value >>> wordBits != 0) {
        throw new IllegalArgumentException(
            field + ": word " + i + " has more than " + wordBits + " bits");
      }
      words[i] = (int) value;
    }
    return words;
  }

  private static long hex(String field, String digits) {
    try {
      return HexFormat.fromHexDigitsToLong(digits);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(field + " is not hexadecimal: " + digits);
    }
  }
}
