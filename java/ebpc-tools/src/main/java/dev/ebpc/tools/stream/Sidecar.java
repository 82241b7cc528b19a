package dev.ebpc.tools.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Transmission;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.frame.OriginKind;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.TextFile;
import dev.ebpc.tools.tensor.ElementType;
import dev.ebpc.tools.tensor.TensorFileException;
import dev.ebpc.tools.tensor.TensorInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;

/**
 * What a decoder must be told about a pair of bare hardware streams, and what restores the file
 * they were made from: the JSON document beside them.
 *
 * @param file the input they were made from
 * @param tensor the tensor: its name, format, shape and .npy header
 * @param parameters the parameters of the code
 * @param words words of the transmission, 1 to 2^24
 * @param nonZeros non-zero words among them
 * @param znzBits exact length of the ZNZ stream
 * @param bpcBits exact length of the BPC stream
 */
public record Sidecar(
    String file,
    TensorInfo tensor,
    CodeParameters parameters,
    int words,
    int nonZeros,
    int znzBits,
    int bpcBits) {

  private static final long MAX_BYTES = 1 << 24;

  /** The document. */
  public ObjectNode toJson() {
    ObjectNode json =
        Json.object()
            .put("file", file)
            .put("tensor", tensor.name())
            .put("format", tensor.type().format().label())
            .put("wordBits", parameters.wordBits())
            .put("blockSize", parameters.blockSize())
            .put("maxZeroRun", parameters.maxZeroRun())
            .put("words", words)
            .put("nonZeros", nonZeros)
            .put("znzBits", znzBits)
            .put("bpcBits", bpcBits);
    if (tensor.shape() != null) {
      ArrayNode shape = json.putArray("shape");
      for (long dimension : tensor.shape()) {
        shape.add(dimension);
      }
    }
    if (tensor.origin() == OriginKind.NPY) {
      json.put("npyHeader", Base64.getEncoder().encodeToString(tensor.header()));
    }
    return json;
  }

  /**
   * Reads a document.
   *
   * @throws TensorFileException if it is none, or a field is out of range
   */
  public static Sidecar read(Path path) throws IOException {
    byte[] document = TextFile.bytes(path);
    if (document.length > MAX_BYTES) {
      throw new TensorFileException("no sidecar of streams has " + document.length + " bytes");
    }
    try {
      return ofJson(Json.parse(document));
    } catch (IllegalArgumentException outOfRange) {
      throw new TensorFileException("not a sidecar of streams: " + outOfRange.getMessage());
    }
  }

  private static Sidecar ofJson(JsonNode json) throws TensorFileException {
    CodeParameters parameters =
        new CodeParameters(
            number(json, "wordBits"), number(json, "blockSize"), number(json, "maxZeroRun"));
    NumberFormat format = NumberFormat.ofLabel(json.path("format").asText());
    requireTogether(format, parameters);
    int words = number(json, "words");
    if (words < 1 || words > Transmission.MAX_WORDS) {
      throw new IllegalArgumentException("words must be 1 to 2^24, found " + words);
    }
    String header = json.path("npyHeader").asText(null);
    TensorInfo tensor =
        new TensorInfo(
            json.path("tensor").asText(null),
            ElementType.of(format),
            shape(json.path("shape"), words),
            header == null ? OriginKind.NONE : OriginKind.NPY,
            header == null ? new byte[0] : Base64.getDecoder().decode(header));
    if (tensor.elements() != words) {
      throw new IllegalArgumentException("the shape has " + tensor.elements() + " words");
    }
    return new Sidecar(
        json.path("file").asText(),
        tensor,
        parameters,
        words,
        number(json, "nonZeros"),
        number(json, "znzBits"),
        number(json, "bpcBits"));
  }

  /** Refuses what a frame would refuse. */
  private static void requireTogether(NumberFormat format, CodeParameters parameters) {
    FrameHeader.builder(format).parameters(parameters);
    if (format.isStored()) {
      throw new IllegalArgumentException("opaque elements are not coded");
    }
  }

  private static long[] shape(JsonNode array, int words) {
    if (!array.isArray()) {
      return new long[] {words};
    }
    if (array.size() > FrameHeader.MAX_RANK) {
      throw new IllegalArgumentException("no shape has " + array.size() + " dimensions");
    }
    long[] shape = new long[array.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Json.whole("shape", array.get(i));
    }
    return shape;
  }

  private static int number(JsonNode json, String field) {
    return Json.whole(field, json.path(field));
  }
}
