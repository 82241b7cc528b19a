package dev.ebpc.model.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.run.DecoderRun;
import dev.ebpc.model.run.DecoderTrace;
import dev.ebpc.model.run.EncoderRun;
import dev.ebpc.model.run.EncoderTrace;
import dev.ebpc.model.run.Handshakes;
import dev.ebpc.model.support.Inputs;
import dev.ebpc.model.support.Jobs;
import dev.ebpc.model.support.Vcd;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The dump shows the handshakes of the trace. */
class VcdWriterTest {

  @Test
  void encoder() {
    SplittableRandom random = new SplittableRandom(41);
    for (HardwareParameters parameters : Inputs.allParameters()) {
      EncoderRun run = new EncoderRun(Jobs.encoder(parameters, random));
      StringBuilder text = new StringBuilder();
      EncoderTrace trace = run.run(new VcdWriter(run.signals(), text));
      Dump dump = new Dump(text, "ebpc_encoder.", trace.cycles());
      dump.assertShows(trace.input(), "vld_i", "rdy_o", "data_i", "last_i");
      dump.assertShows(trace.znz(), "znz_vld_o", "znz_rdy_i", "znz_data_o", "znz_last_o");
      dump.assertShows(trace.bpc(), "bpc_vld_o", "bpc_rdy_i", "bpc_data_o", "bpc_last_o");
      for (int i = 0; i < trace.blkDone().size(); i++) {
        assertEquals(1, dump.value("blk_done_o", trace.blkDone().cycle(i)));
      }
      for (int i = 0; i < trace.idleChanges().size(); i++) {
        int cycle = trace.idleChanges().cycle(i);
        assertEquals(trace.idleChanges().word(i), dump.value("idle_o", cycle));
      }
    }
  }

  @Test
  void decoder() {
    SplittableRandom random = new SplittableRandom(42);
    for (HardwareParameters parameters : Inputs.allParameters()) {
      DecoderRun run = new DecoderRun(Jobs.decoder(parameters, random));
      StringBuilder text = new StringBuilder();
      DecoderTrace trace = run.run(new VcdWriter(run.signals(), text));
      Dump dump = new Dump(text, "ebpc_decoder.", trace.cycles());
      dump.assertShows(trace.znz(), "znz_vld_i", "znz_rdy_o", "znz_i", "znz_last_i");
      dump.assertShows(trace.bpc(), "bpc_vld_i", "bpc_rdy_o", "bpc_i", "bpc_last_i");
      dump.assertShows(trace.out(), "vld_o", "rdy_i", "data_o", "last_o");
      for (int i = 0; i < trace.num().size(); i++) {
        assertEquals(trace.num().word(i), dump.value("num_words_i", trace.num().cycle(i)));
      }
    }
  }

  private record Dump(Vcd vcd, String top, int cycles) {
    Dump(StringBuilder text, String top, int cycles) {
      this(new Vcd(text.toString()), top, cycles);
      assertEquals(10L * (cycles - 1) + 5, vcd.end());
    }

    long value(String signal, int cycle) {
      return vcd.at(top + signal, 10L * cycle);
    }

    void assertShows(Handshakes port, String valid, String ready, String data, String last) {
      int seen = 0;
      for (int cycle = 0; cycle < cycles; cycle++) {
        if (value(valid, cycle) == 1 && value(ready, cycle) == 1) {
          assertEquals(port.cycle(seen), cycle, valid);
          assertEquals(Integer.toUnsignedLong(port.word(seen)), value(data, cycle), data);
          assertEquals(port.last(seen) ? 1 : 0, value(last, cycle), last);
          seen++;
        }
      }
      assertEquals(port.size(), seen, valid);
      assertEquals(1, vcd.at(top + "clk_i", 0));
      assertEquals(0, vcd.at(top + "clk_i", 5));
    }
  }
}
