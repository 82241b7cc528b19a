package dev.ebpc.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.tools.Run;
import dev.ebpc.tools.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** model run. */
class ModelRunTest {
  @TempDir Path folder;

  private Path tensor(String descr, int bytes, int count) {
    return Samples.file(
        folder,
        "t.npy",
        Samples.npy(descr, false, "(" + count + ",)", Samples.elements(count, bytes, 3)));
  }

  @Test
  void bothDirectionsAreCounted() {
    Path file = tensor("|i1", 1, 5000);
    Run run = Run.of("model", "run", "--json", file);
    assertEquals(0, run.exitCode(), run.err());
    JsonNode runs = run.json().get("runs");
    assertEquals(2, runs.size());
    for (int i = 0; i < 2; i++) {
      JsonNode one = runs.get(i);
      assertEquals(file.toString(), one.get("file").asText());
      assertEquals(i == 0 ? "encode" : "decode", one.get("direction").asText());
      assertEquals(5000, one.get("words").asInt());
      int cycles = one.get("cycles").asInt();
      assertTrue(cycles >= 5000 && cycles < 5500, one.toString());
      assertEquals(cycles / 5000.0, one.get("cyclesPerWord").asDouble());
    }
  }

  @Test
  void stallsAndTransmissionsCostCycles() {
    Path file = tensor("<i2", 2, 2000);
    int free = cycles("--direction", "decode", file);
    assertTrue(cycles("--direction", "decode", "--out-ready", "random:0.5:7", file) > 1.5 * free);
    assertEquals(
        cycles("--direction", "encode", file) + 9,
        cycles("--direction", "encode", "--input-valid", "10000000001", file));
    assertTrue(cycles("--direction", "decode", "--transmission", "100", file) > free);
  }

  private static int cycles(Object... words) {
    Object[] all = new Object[words.length + 3];
    all[0] = "model";
    all[1] = "run";
    all[2] = "--json";
    System.arraycopy(words, 0, all, 3, words.length);
    Run run = Run.of(all);
    assertEquals(0, run.exitCode(), run.err());
    return run.json().get("runs").get(0).get("cycles").asInt();
  }

  /** Published throughput on data of the same kind, W = n = 8. */
  @ParameterizedTest
  @CsvSource({
    "random, 0, 1.257, 1.251",
    "smooth, 0, 1.253, 1.251",
    "relu, 0, 1.255, 1.251",
    "random, 0.2, 1.055, 1.052",
    "relu, 0.3, 1.068, 1.067",
    "smooth, 0.5, 1.001, 1.001",
    "relu, 1, 1, 1"
  })
  void theMeasuredThroughputComesOut(String kind, double zeros, double encode, double decode) {
    Run run = Run.of("model", "run", "--json", "--generate", kind, "--zeros", zeros);
    assertEquals(0, run.exitCode(), run.err());
    JsonNode runs = run.json().get("runs");
    assertEquals(encode, runs.get(0).get("cyclesPerWord").asDouble(), 0.02);
    assertEquals(decode, runs.get(1).get("cyclesPerWord").asDouble(), 0.02);
  }

  @ParameterizedTest
  @CsvSource({
    "--block 4, BLOCK_SIZE must be at least",
    "--block 16, BLOCK_SIZE must not exceed",
    "--word-bits 7, DATA_W must be",
    "--zero-run 128, LOG_MAX_ZRLE_LEN must not exceed",
    "--znz-ready 01x, a stall pattern",
    "--transmission 16777217, at most 2^24"
  })
  void whatCannotBeBuiltIsRefusedWithTheReason(String option, String reason) {
    String[] words = option.split(" ", 2);
    Run run = Run.of("model", "run", words[0], words[1], tensor("|u1", 1, 10));
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains(reason), run.err());
  }

  @Test
  void emptyAndTooLongTensorsAreRefusedWithTheReason() {
    Run empty = Run.of("model", "run", "--json", tensor("|i1", 1, 0));
    assertEquals(2, empty.exitCode());
    assertTrue(empty.err().contains("at least one word"), empty.err());
    assertTrue(empty.json().get("errors").get(0).has("error"));
    String header = "{'descr': '|i1', 'fortran_order': False, 'shape': (16777217,), }";
    Path large = Samples.file(folder, "l.npy", Samples.npyHeader(header));
    Run tooLong = Run.of("model", "run", large);
    assertEquals(2, tooLong.exitCode());
    assertTrue(tooLong.err().contains("at most 2^24 words"), tooLong.err());
  }

  @Test
  void tracesAndDumpsShowEveryHandshake() throws IOException {
    Path trace = folder.resolve("t.txt");
    Path vcd = folder.resolve("t.vcd");
    Path file = tensor("|i1", 1, 40);
    Run run = Run.of("model", "run", "--trace", trace, "--vcd", vcd, file);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(Files.readAllLines(trace).size() > 40);
    assertTrue(Files.readString(vcd).contains("ebpc_encoder"));
    assertTrue(Files.readString(folder.resolve("t.decode.vcd")).contains("ebpc_decoder"));
    assertTrue(Files.exists(folder.resolve("t.decode.txt")));
    assertEquals(2, Run.of("model", "run", file, "--json", "--trace").exitCode());
  }

  @Test
  void theLastWordThatThePublishedEncoderKeepsIsTold() {
    byte[] words = new byte[20];
    for (int i = 0; i < 8; i++) {
      words[i] = (byte) (i + 1);
    }
    Path file = Samples.file(folder, "k.npy", Samples.npy("|i1", false, "(20,)", words));
    assertTrue(Run.of("model", "run", file).err().contains("held back"));
    assertEquals("", Run.of("model", "run", "--corrected", file).err());
  }

  @Test
  void unitsTellHowBusyTheyAre() {
    Path file = tensor("|i1", 1, 400);
    JsonNode run = Run.of("model", "run", "--json", "--utilisation", file).json();
    JsonNode encoder = run.get("runs").get(0);
    assertTrue(encoder.get("units").size() > 3);
    assertTrue(encoder.get("channels").get(0).get("transfers").asInt() > 0);
    assertTrue(Run.of("model", "run", "--utilisation", file).out().contains("busy"));
  }
}
