package dev.ebpc.model.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.model.Behaviour;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.support.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every handshake, last flag, done pulse and idle change of the RTL's traces. */
class RtlTraceTest {

  @TestFactory
  Stream<DynamicTest> encoderEqualsTheRtlInEveryCycle() {
    return cases("enc_traces.json", "enc_traces_more.json", 122)
        .map(node -> DynamicTest.dynamicTest(node.get("id").asText(), () -> checkEncoder(node)));
  }

  @TestFactory
  Stream<DynamicTest> decoderEqualsTheRtlInEveryCycle() {
    return cases("dec_traces.json", "dec_traces_more.json", 112)
        .map(node -> DynamicTest.dynamicTest(node.get("id").asText(), () -> checkDecoder(node)));
  }

  private static Stream<JsonNode> cases(String file, String more, int expected) {
    List<JsonNode> cases = new ArrayList<>(Vectors.cases(file));
    cases.addAll(Vectors.cases(more));
    assertEquals(expected, cases.size());
    return cases.stream();
  }

  private static void checkEncoder(JsonNode node) {
    HardwareParameters parameters = Vectors.parameters(node);
    List<int[]> transmissions = new ArrayList<>();
    node.get("transmissions")
        .forEach(words -> transmissions.add(Vectors.words(words.asText(), parameters)));
    EncoderJob job =
        new EncoderJob(
            parameters,
            Behaviour.AS_PUBLISHED,
            transmissions,
            node.get("start").asText().equals("b2b")
                ? EncoderJob.Start.BACK_TO_BACK
                : EncoderJob.Start.WHEN_IDLE,
            Vectors.pattern(node, "in_valid"),
            Vectors.pattern(node, "znz_ready"),
            Vectors.pattern(node, "bpc_ready"));
    EncoderTrace trace = new EncoderRun(job).run();
    assertEquals(node.get("input").toString(), cyclesAndLasts(trace.input()), "input");
    assertEquals(node.get("znz").toString(), everything(trace.znz()), "znz");
    assertEquals(node.get("bpc").toString(), everything(trace.bpc()), "bpc");
    assertEquals(node.get("blk_done").toString(), cycles(trace.blkDone()), "blk_done");
    assertEquals(
        node.get("idle_changes").toString(), cyclesAndWords(trace.idleChanges()), "idle_changes");
  }

  private static void checkDecoder(JsonNode node) {
    HardwareParameters parameters = Vectors.parameters(node);
    List<Streams> transmissions = new ArrayList<>();
    for (JsonNode t : node.get("transmissions")) {
      transmissions.add(
          new Streams(
              t.get("num_words").asInt(),
              Vectors.words(t.get("znz").asText(), parameters),
              Vectors.words(t.get("bpc").asText(), parameters)));
    }
    DecoderJob job =
        new DecoderJob(
            parameters,
            Behaviour.AS_PUBLISHED,
            transmissions,
            DecoderJob.Start.AFTER_NUM_WORDS,
            Vectors.pattern(node, "znz_valid"),
            Vectors.pattern(node, "bpc_valid"),
            Vectors.pattern(node, "out_ready"));
    DecoderTrace trace = new DecoderRun(job).run();
    assertEquals(node.get("num").toString(), cycles(trace.num()), "num");
    assertEquals(node.get("znz").toString(), cycles(trace.znz()), "znz");
    assertEquals(node.get("bpc").toString(), cycles(trace.bpc()), "bpc");
    assertEquals(node.get("out").toString(), everything(trace.out()), "out");
  }

  private static String cycles(Handshakes port) {
    return list(port, i -> Integer.toString(port.cycle(i)));
  }

  private static String cyclesAndLasts(Handshakes port) {
    return list(port, i -> "[" + port.cycle(i) + "," + (port.last(i) ? 1 : 0) + "]");
  }

  private static String cyclesAndWords(Handshakes port) {
    return list(port, i -> "[" + port.cycle(i) + "," + port.word(i) + "]");
  }

  private static String everything(Handshakes port) {
    return list(
        port,
        i ->
            "["
                + port.cycle(i)
                + ","
                + Integer.toUnsignedString(port.word(i))
                + ","
                + (port.last(i) ? 1 : 0)
                + "]");
  }

  private static String list(Handshakes port, java.util.function.IntFunction<String> element) {
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < port.size(); i++) {
      elements.add(element.apply(i));
    }
    return "[" + String.join(",", elements) + "]";
  }
}
