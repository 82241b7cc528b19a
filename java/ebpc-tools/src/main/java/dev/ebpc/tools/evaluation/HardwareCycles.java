package dev.ebpc.tools.evaluation;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.timing.DecoderTiming;
import dev.ebpc.model.timing.EncoderTiming;
import java.util.Optional;

/**
 * Cycles that the published hardware needs for a map that is one transmission, nothing waiting on
 * either side of it.
 *
 * @param encoder until the encoder has taken the map
 * @param decoder until the decoder has delivered it
 */
public record HardwareCycles(long encoder, long decoder) {

  /** Whether the hardware can be built for a width and take so many words at a time. */
  static boolean exist(int wordBits, int words) {
    boolean width = wordBits == 8 || wordBits == 16 || wordBits == 32;
    return width && words <= HardwareParameters.MAX_WORDS;
  }

  /** Counts the cycles of a map for which they {@link #exist}. */
  static HardwareCycles of(CodeParameters parameters, int[] words) {
    HardwareParameters hardware = HardwareParameters.of(parameters);
    return new HardwareCycles(
        new EncoderTiming(hardware).cycles(words), new DecoderTiming(hardware).cycles(words));
  }

  /** Sums, if all are there. */
  static Optional<HardwareCycles> sum(
      Optional<HardwareCycles> one, Optional<HardwareCycles> other) {
    return one.flatMap(
        a -> other.map(b -> new HardwareCycles(a.encoder + b.encoder, a.decoder + b.decoder)));
  }
}
