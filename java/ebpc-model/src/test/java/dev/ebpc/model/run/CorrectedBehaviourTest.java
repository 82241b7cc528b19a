package dev.ebpc.model.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.model.Behaviour;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.support.Inputs;
import dev.ebpc.model.support.ReferenceCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is wrong with the published RTL, and that the corrected model is right. */
class CorrectedBehaviourTest {
  private static final HardwareParameters P = HardwareParameters.PUBLISHED;

  @Test
  void lastBpcWordStuckAsPublishedNotCorrected() {
    int[] words = Arrays.copyOf(new int[] {1, 2, 3, 4, 5, 6, 7, 8}, 8 + 12);
    EncoderJob job = EncoderJob.of(P, words);
    EncoderTrace published = new EncoderRun(job).run();
    assertArrayEquals(new int[] {0x01, 0x00}, published.bpc().words());
    assertEquals(0, published.blkDone().size());
    checkEncoder(job.with(Behaviour.CORRECTED));
  }

  @Test
  void singleZeroGivesNoPulseAsPublishedOneCorrected() {
    EncoderJob job = EncoderJob.of(P, new int[] {0});
    assertEquals(0, new EncoderRun(job).run().blkDone().size());
    checkEncoder(job.with(Behaviour.CORRECTED));
  }

  @Test
  void stalledZnzLosesThePulseAsPublishedNotCorrected() {
    EncoderJob job =
        new EncoderJob(
            P,
            Behaviour.AS_PUBLISHED,
            List.of(new int[] {1}),
            EncoderJob.Start.WHEN_IDLE,
            StallPattern.ALWAYS,
            StallPattern.parse("0".repeat(22)),
            StallPattern.ALWAYS);
    assertEquals(0, new EncoderRun(job).run().blkDone().size());
    checkEncoder(job.with(Behaviour.CORRECTED));
  }

  @Test
  void pulsesMergeAsPublishedNotCorrected() {
    EncoderJob job =
        new EncoderJob(
            P,
            Behaviour.AS_PUBLISHED,
            List.of(new int[] {1}, new int[] {0, 0, 0}, new int[] {1}),
            EncoderJob.Start.WHEN_IDLE,
            StallPattern.ALWAYS,
            StallPattern.ALWAYS,
            StallPattern.parse("1".repeat(22) + "0".repeat(60)));
    assertArrayEquals(new int[] {82}, new EncoderRun(job).run().blkDone().cycles());
    checkEncoder(job.with(Behaviour.CORRECTED));
  }

  @Test
  void decoupledStreamsHangAsPublishedNotCorrected() {
    for (List<int[]> transmissions :
        List.of(
            List.of(new int[] {0, 0}, new int[] {0}),
            List.of(new int[] {0}, new int[] {1}),
            List.of(new int[41], new int[] {1}))) {
      DecoderJob job =
          new DecoderJob(
              P,
              Behaviour.AS_PUBLISHED,
              transmissions.stream().map(words -> streams(P, words)).toList(),
              DecoderJob.Start.DECOUPLED,
              StallPattern.ALWAYS,
              StallPattern.ALWAYS,
              StallPattern.ALWAYS);
      assertFalse(new DecoderRun(job).run().complete());
      checkDecoder(job.with(Behaviour.CORRECTED), transmissions);
    }
  }

  @Test
  void everyTransmissionIsRightUnderRandomStalls() {
    SplittableRandom random = new SplittableRandom(5);
    for (HardwareParameters parameters : Inputs.allParameters()) {
      for (int i = 0; i < 150; i++) {
        List<int[]> transmissions = transmissions(parameters, random);
        checkEncoder(
            new EncoderJob(
                parameters,
                Behaviour.CORRECTED,
                transmissions,
                random.nextBoolean() ? EncoderJob.Start.WHEN_IDLE : EncoderJob.Start.BACK_TO_BACK,
                stalls(random),
                stalls(random),
                stalls(random)));
        checkDecoder(
            new DecoderJob(
                parameters,
                Behaviour.CORRECTED,
                transmissions.stream().map(words -> streams(parameters, words)).toList(),
                random.nextInt(4) == 0
                    ? DecoderJob.Start.AFTER_NUM_WORDS
                    : DecoderJob.Start.DECOUPLED,
                stalls(random),
                stalls(random),
                stalls(random)),
            transmissions);
      }
    }
  }

  @Test
  void correctionDoesNotSlowATransmission() {
    SplittableRandom random = new SplittableRandom(9);
    for (HardwareParameters parameters : Inputs.allParameters()) {
      EncoderJob job = EncoderJob.of(parameters, Inputs.words(parameters, 500, random));
      assertArrayEquals(
          new EncoderRun(job).run().input().cycles(),
          new EncoderRun(job.with(Behaviour.CORRECTED)).run().input().cycles());
    }
  }

  /** Short ones mostly, since what goes wrong goes wrong at the ends; zeros at the end often. */
  private static List<int[]> transmissions(HardwareParameters parameters, SplittableRandom random) {
    List<int[]> transmissions = new ArrayList<>();
    int count = random.nextInt(1, 6);
    for (int i = 0; i < count; i++) {
      int length = random.nextBoolean() ? random.nextInt(1, 5) : random.nextInt(1, 60);
      int[] words = Inputs.words(parameters, length, random);
      transmissions.add(Arrays.copyOf(words, length + random.nextInt(2) * random.nextInt(30)));
    }
    return transmissions;
  }

  private static StallPattern stalls(SplittableRandom random) {
    return random.nextInt(3) == 0
        ? StallPattern.ALWAYS
        : StallPattern.random(random.nextDouble(0.05, 1.0), random.nextLong());
  }

  private static Streams streams(HardwareParameters parameters, int[] words) {
    ReferenceCode code = new ReferenceCode(parameters, words);
    return new Streams(words.length, code.znzWords(), code.bpcWords());
  }

  private static void checkEncoder(EncoderJob job) {
    EncoderTrace trace = new EncoderRun(job).run();
    assertEquals(job.transmissions().size(), trace.blkDone().size(), "done pulses");
    int znz = 0;
    int bpc = 0;
    for (int i = 0; i < job.transmissions().size(); i++) {
      Streams expected = streams(job.parameters(), job.transmissions().get(i));
      znz = checkStream(expected.znz(), trace.znz(), znz);
      bpc = checkStream(expected.bpc(), trace.bpc(), bpc);
      int lastHandshake = trace.znz().cycle(znz - 1);
      if (expected.bpc().length > 0) {
        lastHandshake = Math.max(lastHandshake, trace.bpc().cycle(bpc - 1));
      }
      assertEquals(lastHandshake, trace.blkDone().cycle(i), "cycle of the done pulse");
    }
    assertEquals(znz, trace.znz().size());
    assertEquals(bpc, trace.bpc().size());
  }

  private static int checkStream(int[] expected, Handshakes port, int from) {
    assertTrue(port.size() >= from + expected.length, "words are missing");
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], port.word(from + i), "word");
      assertEquals(i == expected.length - 1, port.last(from + i), "last flag");
    }
    return from + expected.length;
  }

  private static void checkDecoder(DecoderJob job, List<int[]> transmissions) {
    DecoderTrace trace = new DecoderRun(job).run();
    assertTrue(trace.complete(), "the decoder hangs");
    int out = 0;
    for (int[] words : transmissions) {
      out = checkStream(words, trace.out(), out);
    }
    assertEquals(out, trace.out().size());
  }
}
