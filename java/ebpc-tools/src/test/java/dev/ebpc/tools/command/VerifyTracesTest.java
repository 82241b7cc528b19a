package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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

/** verify --traces. */
class VerifyTracesTest {
  private static final Path VECTORS = Path.of("../ebpc-model/src/test/resources/vectors");
  private static final String ENCODER = "enc_traces.json";
  private static final String DECODER = "dec_traces.json";

  @TempDir Path folder;

  @Test
  void theModelEqualsEveryTrace() {
    Run run =
        Run.of("verify", "--json", "--traces", VECTORS.resolve(ENCODER), VECTORS.resolve(DECODER));
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(34, run.json().get("cases").asInt());
    assertEquals(0, run.json().get("differences").asInt());
  }

  @ParameterizedTest
  @CsvSource({
    ENCODER + ", input, input",
    ENCODER + ", znz, znz",
    ENCODER + ", bpc, bpc",
    ENCODER + ", blk_done, blk_done",
    ENCODER + ", idle_changes, idle",
    DECODER + ", num, num",
    DECODER + ", znz, znz",
    DECODER + ", bpc, bpc",
    DECODER + ", out, out"
  })
  void oneLaterCycleIsFound(String file, String field, String signal) throws IOException {
    String text = Files.readString(VECTORS.resolve(file));
    int digit = text.indexOf("\"" + field + "\":[");
    while (!Character.isDigit(text.charAt(digit))) {
      digit++;
    }
    // Written in front of the number, a nine makes the cycle a later one.
    String forged = text.substring(0, digit) + "9" + text.substring(digit).replaceFirst("^0", "");
    Path changed = Samples.file(folder, file, forged.getBytes(StandardCharsets.UTF_8));
    Run run = Run.of("verify", "--json", "--traces", changed);
    assertEquals(1, run.exitCode());
    JsonNode first = run.json().get("firstDifferences").get(0);
    assertEquals(signal, first.get("signal").asText());
    assertTrue(run.err().contains("case " + first.get("case").asText() + ", cycle "), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{}", "[{}]", "[1]", "[{\"num\":[]}]"})
  void malformedTracesAreRefused(String text) {
    Path file = Samples.file(folder, "t.json", text.getBytes(StandardCharsets.UTF_8));
    Run run = Run.of("verify", "--json", "--traces", file);
    assertEquals(1, run.exitCode());
    assertTrue(run.json().has("error"));
  }

  @Test
  void tracesGoAlone() {
    Path traces = VECTORS.resolve(ENCODER);
    assertEquals(2, Run.of("verify", "--traces", traces, "--vectors", traces).exitCode());
  }
}
