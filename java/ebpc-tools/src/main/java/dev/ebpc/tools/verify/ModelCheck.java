package dev.ebpc.tools.verify;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.Transmission;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.run.ModelCodec;
import java.util.Arrays;
import java.util.Optional;

/** Holds the hardware model against golden vectors, encoding and decoding. */
final class ModelCheck implements VectorCheck {
  static final String NAME = "model";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean covers(VectorCase vector) {
    return !vector.isEvaluation() && refusal(vector.parameters()).isEmpty();
  }

  /** Why hardware cannot have such parameters; empty if it can. */
  static Optional<String> refusal(CodeParameters parameters) {
    try {
      HardwareParameters.of(parameters);
      return Optional.empty();
    } catch (IllegalArgumentException notBuildable) {
      return Optional.of(notBuildable.getMessage());
    }
  }

  @Override
  public Optional<String> firstDifference(VectorCase vector) {
    return firstDifference(
        vector.parameters(),
        vector.words(),
        vector.znz(),
        vector.znzBits(),
        vector.bpc(),
        vector.bpcBits());
  }

  /**
   * Plays words into the encoder and streams into the decoder.
   *
   * @param words the words, W bits right aligned
   * @return where what comes out first departs from the streams and from the words
   */
  static Optional<String> firstDifference(
      CodeParameters parameters, int[] words, byte[] znz, int znzBits, byte[] bpc, int bpcBits) {
    Transmission found = ModelCodec.encode(words, parameters);
    return Bits.difference("ZNZ", znz, znzBits, found.znz(), found.znzBits())
        .or(() -> Bits.difference("BPC", bpc, bpcBits, found.bpc(), found.bpcBits()))
        .map("encoding: "::concat)
        .or(() -> decodingDifference(parameters, words, znz, bpc));
  }

  private static Optional<String> decodingDifference(
      CodeParameters parameters, int[] words, byte[] znz, byte[] bpc) {
    try {
      int at = Arrays.mismatch(words, ModelCodec.decode(words.length, znz, bpc, parameters));
      return at < 0 ? Optional.empty() : Optional.of("decoding: word " + at + " differs");
    } catch (EbpcException hangs) {
      return Optional.of("decoding: " + hangs.getMessage());
    }
  }
}
