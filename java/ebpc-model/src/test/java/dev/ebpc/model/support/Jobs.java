package dev.ebpc.model.support;

import dev.ebpc.model.Behaviour;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.run.DecoderJob;
import dev.ebpc.model.run.EncoderJob;
import dev.ebpc.model.run.StallPattern;
import dev.ebpc.model.run.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Jobs of several transmissions with random pauses at every port. */
public final class Jobs {
  private Jobs() {}

  /** Something to encode. */
  public static EncoderJob encoder(HardwareParameters parameters, SplittableRandom random) {
    return new EncoderJob(
        parameters,
        Behaviour.CORRECTED,
        transmissions(parameters, random),
        EncoderJob.Start.BACK_TO_BACK,
        stalls(random),
        stalls(random),
        stalls(random));
  }

  /** Something to decode. */
  public static DecoderJob decoder(HardwareParameters parameters, SplittableRandom random) {
    List<Streams> streams = new ArrayList<>();
    for (int[] words : transmissions(parameters, random)) {
      ReferenceCode code = new ReferenceCode(parameters, words);
      streams.add(new Streams(words.length, code.znzWords(), code.bpcWords()));
    }
    return new DecoderJob(
        parameters,
        Behaviour.CORRECTED,
        streams,
        DecoderJob.Start.DECOUPLED,
        stalls(random),
        stalls(random),
        stalls(random));
  }

  private static List<int[]> transmissions(HardwareParameters parameters, SplittableRandom random) {
    List<int[]> transmissions = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      transmissions.add(Inputs.words(parameters, random.nextInt(1, 80), random));
    }
    return transmissions;
  }

  private static StallPattern stalls(SplittableRandom random) {
    return StallPattern.random(random.nextDouble(0.3, 1), random.nextLong());
  }
}
