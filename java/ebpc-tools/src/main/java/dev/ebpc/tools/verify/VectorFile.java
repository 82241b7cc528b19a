package dev.ebpc.tools.verify;

import static dev.ebpc.tools.verify.CaseFile.number;
import static dev.ebpc.tools.verify.CaseFile.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.Transmission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** Reads files of golden vectors: words and streams as hexadecimal digits. */
final class VectorFile {
  private VectorFile() {}

  /**
   * Reads all cases of a file.
   *
   * @throws IOException if it cannot be read or a case is malformed, with the case's name
   */
  static List<VectorCase> read(Path file) throws IOException {
    return CaseFile.read(file, VectorFile::caseOf);
  }

  private static VectorCase caseOf(String id, JsonNode node) {
    CodeParameters parameters =
        new CodeParameters(
            number(node, "data_w"), number(node, "block_size"), number(node, "max_zrle"));
    int[] words = CaseFile.words(node, "words", parameters.wordBits());
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

  private static byte[] stream(JsonNode node, String field) {
    try {
      return HexFormat.of().parseHex(text(node, field));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(field + " is no hexadecimal bytes");
    }
  }
}
