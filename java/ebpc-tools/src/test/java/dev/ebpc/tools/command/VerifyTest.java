package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** verify, over golden vectors and over tensors. */
class VerifyTest {
  private static final Path VECTORS = Path.of("../ebpc/src/test/resources/vectors");
  private static final String FIRST = "{\"id\":\"first\",\"data_w\":8,\"block_size\":8,";
  private static final String REST =
      "\"max_zrle\":16,\"num_words\":1,\"words\":\"7f\",\"znz_bits\":1,\"znz\":\"80\","
          + "\"bpc_bits\":37,\"bpc\":\"7f18096308\"}";

  @TempDir Path folder;

  @Test
  void everyEngineAgreesWithTheGoldenVectors() {
    Run run =
        Run.of(
            "verify",
            "--json",
            "--vectors",
            VECTORS.resolve("streams.json"),
            VECTORS.resolve("streams_soft.json"),
            VECTORS.resolve("eval.json"));
    assertEquals(0, run.exitCode(), run.err());
    JsonNode document = run.json();
    assertEquals(328, document.get("cases").asInt());
    JsonNode engines = document.get("engines");
    assertEquals(Engines.available().size() + 2, engines.size());
    for (Engine engine : Engines.available()) {
      assertEquals(308, engines.get(engine.name()).get("checked").asInt());
      assertEquals(0, engines.get(engine.name()).get("differences").asInt());
    }
    // Of the software-only cases hardware could have had a few.
    JsonNode model = engines.get("model");
    assertTrue(model.get("checked").asInt() >= 158, model.toString());
    assertEquals(328, model.get("checked").asInt() + model.get("skipped").asInt());
    assertEquals(0, model.get("differences").asInt());
    assertEquals(20, engines.get("ours04").get("checked").asInt());
    assertEquals(0, engines.get("ours04").get("differences").asInt());
  }

  @ParameterizedTest
  @CsvSource({
    "streams.json, znz, scalar",
    "streams.json, bpc, scalar",
    "streams.json, words, scalar",
    "streams.json, znz, model",
    "streams.json, bpc, model",
    "streams_soft.json, znz, scalar",
    "streams_soft.json, bpc, scalar",
    "eval.json, bpc, ours04"
  })
  void oneChangedDigitIsFoundAndItsCaseNamed(String file, String field, String row)
      throws IOException {
    String text = Files.readString(VECTORS.resolve(file));
    String key = "\"" + field + "\":\"";
    int line = text.lastIndexOf("{\"id\":");
    int digit = text.indexOf(key, line) + key.length();
    char changed = text.charAt(digit) == '0' ? '1' : '0';
    Path forged =
        Samples.file(
            folder,
            file,
            (text.substring(0, digit) + changed + text.substring(digit + 1))
                .getBytes(StandardCharsets.UTF_8));
    String id = text.substring(line + 7, text.indexOf('"', line + 7));
    Run run = Run.of("verify", "--json", "--vectors", forged);
    assertEquals(1, run.exitCode());
    assertEquals(1, run.json().get("engines").get(row).get("differences").asInt());
    assertTrue(run.err().contains(id), run.err());
  }

  @Test
  void changedPaddingAndChangedLengthsAreDifferences() {
    for (String change : new String[] {"\"80\"|\"81\"", "\"znz_bits\":1|\"znz_bits\":2"}) {
      String[] pair = change.split("\\|", 2);
      String text = "[" + FIRST + REST.replace(pair[0], pair[1]) + "]";
      Path file = Samples.file(folder, "v.json", text.getBytes(StandardCharsets.UTF_8));
      assertEquals(1, Run.of("verify", "--vectors", file).exitCode(), change);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "{}",
        "[{}]",
        "[1]",
        "[" + FIRST + "\"max_zrle\":16}]",
        "[{\"id\":\"x\",\"transmissions\":[]}]",
      })
  void malformedVectorsAreRefused(String text) {
    Path file = Samples.file(folder, "v.json", text.getBytes(StandardCharsets.UTF_8));
    Run run = Run.of("verify", "--json", "--vectors", file);
    assertEquals(1, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.json().has("error"));
  }

  @Test
  void wrongFieldsOfAVectorAreRefused() {
    String[] changes = {
      "\"7f\"|\"7\"", "\"7f\"|\"gg\"", "\"7f\"|\"7f7f\"", "\"80\"|\"8\"", ":37|:\"37\"", ":16|:17"
    };
    for (String change : changes) {
      String[] pair = change.split("\\|", 2);
      String text = "[" + FIRST + REST.replace(pair[0], pair[1]) + "]";
      Path file = Samples.file(folder, "v.json", text.getBytes(StandardCharsets.UTF_8));
      Run run = Run.of("verify", "--vectors", file);
      assertEquals(1, run.exitCode(), change);
      assertTrue(run.err().contains("case first"), run.err());
    }
  }

  @Test
  void missingVectorsAreWrongUsage() {
    assertEquals(2, Run.of("verify", "--vectors", folder.resolve("no.json")).exitCode());
    assertEquals(2, Run.of("verify").exitCode());
  }

  @Test
  void tensorsAreVerifiedAsOneTransmissionAndAsChunks() {
    byte[] npy = Samples.npy(">f2", false, "(9000,)", Samples.elements(9000, 2, 6));
    Path file = Samples.file(folder, "a.npy", npy);
    Run run = Run.of("verify", "--json", file);
    assertEquals(0, run.exitCode(), run.err());
    JsonNode tensor = run.json().get(0).get("tensors").get(0);
    assertEquals(9000, tensor.get("words").asInt());
    for (Engine engine : Engines.available()) {
      JsonNode row = tensor.get("engines").get(engine.name());
      assertEquals(4, row.get("checked").asInt());
      assertEquals(0, row.get("differences").asInt());
    }
    assertEquals(4, tensor.get("engines").get("model").get("checked").asInt());
    assertEquals(0, tensor.get("engines").get("model").get("differences").asInt());
  }

  @Test
  void tensorsThatHardwareCannotHaveAreSkippedByTheModel() {
    byte[] npy = Samples.npy("|i1", false, "(100,)", Samples.elements(100, 1, 6));
    Path file = Samples.file(folder, "a.npy", npy);
    Run run = Run.of("verify", "--json", "--block", "16", file);
    assertEquals(0, run.exitCode(), run.err());
    JsonNode model = run.json().get(0).get("tensors").get(0).get("engines").get("model");
    assertEquals(0, model.get("checked").asInt());
    assertEquals(2, model.get("skipped").asInt());
    assertTrue(model.get("reason").asText().contains("BLOCK_SIZE"), model.toString());
  }

  @Test
  void storedTensorsAndNarrowWordsAreTold() {
    Path stored = Samples.file(folder, "s.npy", Samples.npy("<i8", false, "(2,)", new byte[16]));
    assertTrue(Run.of("verify", stored).out().contains("nothing to verify"));
    byte[] words = {1, 2, 100};
    Path wide = Samples.file(folder, "w.npy", Samples.npy("|u1", false, "(3,)", words));
    Run run = Run.of("verify", "--word-bits", "4", wide);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("word 2"), run.err());
  }
}
