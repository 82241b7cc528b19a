package dev.ebpc.tools.command;

import dev.ebpc.model.run.StallPattern;
import dev.ebpc.tools.model.Stalls;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** In which cycles the neighbours of the hardware act. */
final class StallOptions {
  private static final String BITS = "PATTERN";

  @Option(
      names = "--input-valid",
      paramLabel = BITS,
      converter = Pattern.class,
      description = {
        "Cycles in which the encoder's source may present its next word: a string of 0 and 1, one",
        "per cycle and 1 after its end, or random:p:seed. All patterns: 1 in every cycle."
      })
  StallPattern inputValid = StallPattern.ALWAYS;

  @Option(
      names = "--znz-ready",
      paramLabel = BITS,
      converter = Pattern.class,
      description = "Cycles in which the encoder's ZNZ sink is ready.")
  StallPattern znzReady = StallPattern.ALWAYS;

  @Option(
      names = "--bpc-ready",
      paramLabel = BITS,
      converter = Pattern.class,
      description = "Cycles in which the encoder's BPC sink is ready.")
  StallPattern bpcReady = StallPattern.ALWAYS;

  @Option(
      names = "--znz-valid",
      paramLabel = BITS,
      converter = Pattern.class,
      description = "Cycles in which the decoder's ZNZ source may present its next word.")
  StallPattern znzValid = StallPattern.ALWAYS;

  @Option(
      names = "--bpc-valid",
      paramLabel = BITS,
      converter = Pattern.class,
      description = "Cycles in which the decoder's BPC source may present its next word.")
  StallPattern bpcValid = StallPattern.ALWAYS;

  @Option(
      names = "--out-ready",
      paramLabel = BITS,
      converter = Pattern.class,
      description = "Cycles in which the decoder's sink is ready.")
  StallPattern outReady = StallPattern.ALWAYS;

  Stalls stalls() {
    return new Stalls(inputValid, znzReady, bpcReady, znzValid, bpcValid, outReady);
  }

  private static final class Pattern implements ITypeConverter<StallPattern> {
    @Override
    public StallPattern convert(String text) {
      try {
        return StallPattern.parse(text);
      } catch (IllegalArgumentException malformed) {
        throw new TypeConversionException(malformed.getMessage());
      }
    }
  }
}
