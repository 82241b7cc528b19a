package dev.ebpc.model.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.run.EncoderJob;
import dev.ebpc.model.run.EncoderRun;
import dev.ebpc.model.run.EncoderTrace;
import dev.ebpc.model.run.Handshakes;
import dev.ebpc.model.support.Jobs;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A line per cycle, and in it what the trace tells. */
class CycleLogTest {

  @Test
  void handshakesOfTheTrace() {
    HardwareParameters parameters = new HardwareParameters(16, 8, 4);
    EncoderRun run = new EncoderRun(Jobs.encoder(parameters, new SplittableRandom(61)));
    List<String> lines = new ArrayList<>();
    EncoderTrace trace = run.run(new CycleLog(run.signals(), lines::add));
    assertEquals(2 + trace.cycles(), lines.size());
    assertColumn(lines, "word", trace.input());
    assertColumn(lines, "znz", trace.znz());
    assertColumn(lines, "bpc", trace.bpc());
  }

  private static void assertColumn(List<String> lines, String name, Handshakes port) {
    int start = column(lines.get(0), name);
    List<String> cells = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      String cell = line.length() < start ? "" : line.substring(start).split(" ", 2)[0];
      if (cell.length() > 1) {
        cells.add(Integer.parseInt(line.substring(0, 8).strip()) + ":" + cell);
      }
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < port.size(); i++) {
      expected.add(port.cycle(i) + ":" + HexFormat.of().toHexDigits(port.word(i), 4));
    }
    assertEquals(expected, cells, name);
  }

  private static int column(String header, String name) {
    Matcher matcher = Pattern.compile("\\b" + name + "\\b").matcher(header);
    assertTrue(matcher.find(), name);
    return matcher.start();
  }

  @Test
  void whoWaitsForWhom() {
    List<String> lines = new ArrayList<>();
    EncoderRun run = new EncoderRun(EncoderJob.of(HardwareParameters.PUBLISHED, new int[] {7}));
    run.run(new CycleLog(run.signals(), lines::add));
    int flag = column(lines.get(0), "flag");
    assertEquals("source>ebpc_encoder", lines.get(1).strip().split(" +", 2)[0]);
    // Cycle 0: the word is taken and the coder still waits for its flag; cycle 1: the flag.
    assertEquals('.', lines.get(2).charAt(flag));
    assertEquals('>', lines.get(3).charAt(flag));
    // Cycle 2: the coder flushes and neither side wants anything.
    assertEquals(' ', lines.get(4).charAt(flag));
  }
}
