package dev.ebpc.tools.verify;

import static dev.ebpc.tools.verify.CaseFile.array;
import static dev.ebpc.tools.verify.CaseFile.number;
import static dev.ebpc.tools.verify.CaseFile.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ebpc.model.Behaviour;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.run.DecoderJob;
import dev.ebpc.model.run.DecoderRun;
import dev.ebpc.model.run.DecoderTrace;
import dev.ebpc.model.run.EncoderJob;
import dev.ebpc.model.run.EncoderRun;
import dev.ebpc.model.run.EncoderTrace;
import dev.ebpc.model.run.Handshakes;
import dev.ebpc.model.run.StallPattern;
import dev.ebpc.model.run.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Reads files of traces of the published hardware, cycle by cycle, and makes jobs of them. */
final class TraceFile {
  private static final String ZNZ = "znz";
  private static final String BPC = "bpc";

  private TraceFile() {}

  /**
   * Reads all cases of a file, of the encoder or the decoder or both.
   *
   * @throws IOException if it cannot be read or a case is malformed, with the case's name
   */
  static List<TraceCase> read(Path file) throws IOException {
    return CaseFile.read(
        file, (id, node) -> node.has("num") ? decoder(id, node) : encoder(id, node));
  }

  private static TraceCase encoder(String id, JsonNode node) {
    HardwareParameters parameters = parameters(node);
    List<int[]> transmissions = new ArrayList<>();
    for (JsonNode words : array(node, "transmissions")) {
      transmissions.add(CaseFile.words(words.asText(), "transmissions", parameters.wordBits()));
    }
    EncoderJob job =
        new EncoderJob(
            parameters,
            Behaviour.AS_PUBLISHED,
            transmissions,
            start(text(node, "start")),
            pattern(node, "in_valid"),
            pattern(node, "znz_ready"),
            pattern(node, "bpc_ready"));
    Map<String, List<PortEvent>> expected = new LinkedHashMap<>();
    expected.put("input", events(node, "input", TraceFile::flag));
    expected.put(ZNZ, events(node, ZNZ, TraceFile::word));
    expected.put(BPC, events(node, BPC, TraceFile::word));
    expected.put("blk_done", events(node, "blk_done", TraceFile::bare));
    expected.put("idle", events(node, "idle_changes", TraceFile::level));
    return new TraceCase(id, true, expected, () -> run(job));
  }

  private static Map<String, List<PortEvent>> run(EncoderJob job) {
    EncoderTrace trace = new EncoderRun(job).run();
    return Map.of(
        "input",
        events(trace.input(), i -> PortEvent.flag(trace.input().cycle(i), trace.input().last(i))),
        ZNZ,
        words(trace.znz()),
        BPC,
        words(trace.bpc()),
        "blk_done",
        events(trace.blkDone(), i -> PortEvent.bare(trace.blkDone().cycle(i))),
        "idle",
        events(
            trace.idleChanges(),
            i -> PortEvent.level(trace.idleChanges().cycle(i), trace.idleChanges().word(i))));
  }

  private static TraceCase decoder(String id, JsonNode node) {
    HardwareParameters parameters = parameters(node);
    List<Streams> transmissions = new ArrayList<>();
    for (JsonNode streams : array(node, "transmissions")) {
      transmissions.add(
          new Streams(
              number(streams, "num_words"),
              CaseFile.words(streams, ZNZ, parameters.wordBits()),
              CaseFile.words(streams, BPC, parameters.wordBits())));
    }
    DecoderJob job =
        new DecoderJob(
            parameters,
            Behaviour.AS_PUBLISHED,
            transmissions,
            DecoderJob.Start.AFTER_NUM_WORDS,
            pattern(node, "znz_valid"),
            pattern(node, "bpc_valid"),
            pattern(node, "out_ready"));
    Map<String, List<PortEvent>> expected = new LinkedHashMap<>();
    expected.put("num", events(node, "num", TraceFile::bare));
    expected.put(ZNZ, events(node, ZNZ, TraceFile::bare));
    expected.put(BPC, events(node, BPC, TraceFile::bare));
    expected.put("out", events(node, "out", TraceFile::word));
    return new TraceCase(id, false, expected, () -> run(job));
  }

  private static Map<String, List<PortEvent>> run(DecoderJob job) {
    DecoderTrace trace = new DecoderRun(job).run();
    return Map.of(
        "num",
        cycles(trace.num()),
        ZNZ,
        cycles(trace.znz()),
        BPC,
        cycles(trace.bpc()),
        "out",
        words(trace.out()));
  }

  private static List<PortEvent> cycles(Handshakes port) {
    return events(port, i -> PortEvent.bare(port.cycle(i)));
  }

  private static List<PortEvent> words(Handshakes port) {
    return events(
        port,
        i -> PortEvent.word(port.cycle(i), Integer.toUnsignedLong(port.word(i)), port.last(i)));
  }

  private static List<PortEvent> events(Handshakes port, IntFunction<PortEvent> event) {
    List<PortEvent> events = new ArrayList<>();
    for (int i = 0; i < port.size(); i++) {
      events.add(event.apply(i));
    }
    return events;
  }

  private static HardwareParameters parameters(JsonNode node) {
    int maxZeroRun = number(node, "max_zrle");
    if (Integer.bitCount(maxZeroRun) != 1) {
      throw new IllegalArgumentException("max_zrle is no power of two: " + maxZeroRun);
    }
    return new HardwareParameters(
        number(node, "data_w"),
        number(node, "block_size"),
        Integer.numberOfTrailingZeros(maxZeroRun));
  }

  private static EncoderJob.Start start(String text) {
    return switch (text) {
      case "idle" -> EncoderJob.Start.WHEN_IDLE;
      case "b2b" -> EncoderJob.Start.BACK_TO_BACK;
      default -> throw new IllegalArgumentException("start is neither idle nor b2b: " + text);
    };
  }

  private static StallPattern pattern(JsonNode node, String field) {
    return StallPattern.parse(text(node, field));
  }

  private static List<PortEvent> events(
      JsonNode node, String field, Function<long[], PortEvent> event) {
    List<PortEvent> events = new ArrayList<>();
    for (JsonNode element : array(node, field)) {
      events.add(event.apply(numbers(element, field)));
    }
    return events;
  }

  /** A number alone or an array of them. */
  private static long[] numbers(JsonNode element, String field) {
    long[] numbers = new long[element.isArray() ? element.size() : 1];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = element.isArray() ? element.get(i) : element;
      if (!number.isNumber() || !number.canConvertToExactIntegral()) {
        throw new IllegalArgumentException(field + " holds something that is no whole number");
      }
      numbers[i] = number.longValue();
    }
    return numbers;
  }

  private static PortEvent bare(long[] numbers) {
    require(numbers, 1);
    return PortEvent.bare(numbers[0]);
  }

  private static PortEvent flag(long[] numbers) {
    require(numbers, 2);
    return PortEvent.flag(numbers[0], numbers[1] != 0);
  }

  private static PortEvent level(long[] numbers) {
    require(numbers, 2);
    return PortEvent.level(numbers[0], numbers[1]);
  }

  private static PortEvent word(long[] numbers) {
    require(numbers, 3);
    return PortEvent.word(numbers[0], numbers[1], numbers[2] != 0);
  }

  private static void require(long[] numbers, int count) {
    if (numbers.length != count) {
      throw new IllegalArgumentException(
          "an event has " + numbers.length + " numbers where " + count + " are needed");
    }
  }
}
