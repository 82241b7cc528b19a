package dev.ebpc.tools.io;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The JSON documents that the tools write and read. What they write is printable ASCII, with
 * escapes for all else, so that any terminal and any encoding leaves it as it is.
 */
public final class Json {
  /** The reader bounds a document as a whole; no string of it needs a smaller bound. */
  private static final StreamReadConstraints AS_LONG_AS_THE_DOCUMENT =
      StreamReadConstraints.builder()
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .characterEscapes(new PrintableOnly())
                  .streamReadConstraints(AS_LONG_AS_THE_DOCUMENT)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Json() {}

  /** A new object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A new array. */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** A document, as text. */
  public static String text(JsonNode document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Reads a document that fills some bytes, after a byte order mark if there is one.
   *
   * @throws IOException if they are none, with the line where they are not
   */
  public static JsonNode parse(byte[] document) throws IOException {
    try {
      return MAPPER.readTree(document);
    } catch (JacksonException malformed) {
      int line = malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
      throw new IOException(
          "line " + line + ", not JSON: " + malformed.getOriginalMessage(), malformed);
    }
  }

  /** Reads the document that a file is. */
  public static JsonNode read(Path file) throws IOException {
    byte[] document = TextFile.bytes(file);
    try {
      return parse(document);
    } catch (IOException malformed) {
      throw new IOException(file + ", " + malformed.getMessage(), malformed);
    }
  }

  /**
   * A whole number, not negative; {@code 8.0} and {@code 8e0} are 8.
   *
   * @param what it is, for the message
   * @throws IllegalArgumentException if it is none
   */
  public static int whole(String what, JsonNode value) {
    if (!value.isNumber()
        || !value.canConvertToExactIntegral()
        || !value.canConvertToInt()
        || value.intValue() < 0) {
      throw new IllegalArgumentException(what + " is no whole number");
    }
    return value.intValue();
  }

  /** Besides what JSON itself wants escaped, the last control character of ASCII. */
  private static final class PrintableOnly extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int DELETE = 0x7f;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = Arrays.copyOf(standardAsciiEscapesForJSON(), DELETE + 1);
      codes[DELETE] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      return null;
    }
  }
}
