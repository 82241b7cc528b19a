package dev.ebpc.model.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.data.Generator;
import dev.ebpc.model.probe.Utilisation.ChannelUse;
import dev.ebpc.model.probe.Utilisation.LevelUse;
import dev.ebpc.model.probe.Utilisation.UnitUse;
import dev.ebpc.model.run.DecoderJob;
import dev.ebpc.model.run.DecoderRun;
import dev.ebpc.model.run.DecoderTrace;
import dev.ebpc.model.run.EncoderJob;
import dev.ebpc.model.run.EncoderRun;
import dev.ebpc.model.run.EncoderTrace;
import dev.ebpc.model.run.StreamSplitter;
import dev.ebpc.model.support.Inputs;
import dev.ebpc.model.support.Jobs;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is counted agrees with the trace and names the bottleneck. */
class UtilisationTest {
  private static final HardwareParameters P = HardwareParameters.PUBLISHED;

  private final EncoderJob dense = EncoderJob.of(P, Generator.RANDOM.words(8000, 0, P, 1));

  @Test
  void denseWordsWaitForThePlaneCoder() {
    EncoderRun run = new EncoderRun(dense);
    Utilisation use = new Utilisation(run.signals());
    EncoderTrace trace = run.run(use);
    assertEquals(8000, channel(use, "word").transfers());
    int lost = trace.inputCycles() - 8000;
    assertEquals(lost, channel(use, "word").blocked());
    assertEquals(lost, channel(use, "nonzero").blocked());
    assertTrue(channel(use, "block").blocked() >= lost, "deltas wait for the plane coder");
    assertEquals(1.0, unit(use, "seq_coder").share(), 0.01);
    assertEquals(0, channel(use, "code").blocked());
    assertEquals(0, channel(use, "flag").blocked());
  }

  @Test
  void denseWordsWaitForTheSymbolDecoder() {
    EncoderTrace encoded = new EncoderRun(dense).run();
    DecoderRun run = new DecoderRun(DecoderJob.of(P, StreamSplitter.split(dense, encoded).get(0)));
    Utilisation use = new Utilisation(run.signals());
    DecoderTrace trace = run.run(use);
    assertEquals(1.0, unit(use, "symbol_decoder").share(), 0.01);
    assertEquals(10 * 1000, channel(use, "symbol").transfers());
    assertEquals(8000, channel(use, "value").transfers());
    assertEquals(trace.cycles() - 8000 - 2, channel(use, "value").starved());
    assertEquals(0, channel(use, "word").blocked());
  }

  @Test
  void encoderCountsWhatTheTraceHolds() {
    SplittableRandom random = new SplittableRandom(51);
    for (HardwareParameters parameters : Inputs.allParameters()) {
      EncoderRun run = new EncoderRun(Jobs.encoder(parameters, random));
      Utilisation use = new Utilisation(run.signals());
      EncoderTrace trace = run.run(use);
      assertEquals(trace.input().size(), channel(use, "word").transfers());
      assertEquals(trace.input().size(), channel(use, "flag").transfers());
      assertEquals(trace.znz().size(), channel(use, "znz").transfers());
      assertEquals(trace.bpc().size(), channel(use, "bpc").transfers());
      assertEquals(trace.bpc().size(), channel(use, "bpcword").transfers());
      assertPossible(use, trace.cycles());
    }
  }

  @Test
  void decoderCountsWhatTheTraceHolds() {
    SplittableRandom random = new SplittableRandom(52);
    for (HardwareParameters parameters : Inputs.allParameters()) {
      DecoderRun run = new DecoderRun(Jobs.decoder(parameters, random));
      Utilisation use = new Utilisation(run.signals());
      DecoderTrace trace = run.run(use);
      assertEquals(trace.num().size(), channel(use, "num_words").transfers());
      assertEquals(trace.znz().size(), channel(use, "znz").transfers());
      assertEquals(trace.bpc().size(), channel(use, "bpc").transfers());
      assertEquals(trace.out().size(), channel(use, "flag").transfers());
      assertEquals(trace.out().size(), channel(use, "word").transfers());
      assertPossible(use, trace.cycles());
    }
  }

  private static void assertPossible(Utilisation use, int cycles) {
    for (ChannelUse channel : use.channels()) {
      assertTrue(
          channel.transfers() + channel.blocked() + channel.starved() <= cycles, channel.name());
      assertEquals(cycles, channel.cycles());
    }
    for (UnitUse unit : use.units()) {
      assertTrue(unit.share() > 0 && unit.share() <= 1, unit.unit());
    }
    for (LevelUse level : use.levels()) {
      assertTrue(level.most() > 0 && level.most() <= level.capacity(), level.path());
      assertTrue(level.mean() > 0 && level.mean() <= level.most(), level.path());
    }
  }

  private static ChannelUse channel(Utilisation use, String name) {
    return use.channels().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static UnitUse unit(Utilisation use, String name) {
    return use.units().stream().filter(u -> u.unit().equals(name)).findFirst().orElseThrow();
  }
}
