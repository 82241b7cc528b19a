package dev.ebpc.tools.model;

import dev.ebpc.model.Behaviour;
import dev.ebpc.model.estimate.CodedLayer;
import dev.ebpc.model.timing.DecoderTiming;
import dev.ebpc.model.timing.EncoderTiming;
import java.util.Arrays;

/** Measures what estimates start from: sizes of streams and cycles. */
public final class LayerMeasurement {
  private LayerMeasurement() {}

  /**
   * Codes a tensor. Cycles of a single transmission come from the recurrence, which equals the
   * cycle level; several are played one after the other, so that drain and restart count.
   *
   * @param tensor what to measure
   * @param storedBits bits of a word in memory without compression
   */
  public static CodedLayer of(HardwareTensor tensor, int storedBits) {
    Playback playback = new Playback(tensor, Stalls.NONE, Behaviour.CORRECTED);
    int[] words = tensor.words();
    boolean single = playback.transmissions() == 1;
    return new CodedLayer(
        tensor.label(),
        words.length,
        Arrays.stream(words).filter(word -> word != 0).count(),
        (long) words.length * storedBits,
        playback.streamBits(),
        single
            ? new EncoderTiming(tensor.parameters()).cycles(words)
            : playback.run(Direction.ENCODE, signals -> null).cycles(),
        single
            ? new DecoderTiming(tensor.parameters()).cycles(words)
            : playback.run(Direction.DECODE, signals -> null).cycles(),
        playback.transmissions());
  }
}
