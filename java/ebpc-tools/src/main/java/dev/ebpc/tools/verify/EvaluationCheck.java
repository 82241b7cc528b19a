package dev.ebpc.tools.verify;

import dev.ebpc.code.BitWriter;
import dev.ebpc.code.EvaluationCode;
import java.util.Arrays;
import java.util.Optional;

/** Holds the published evaluation's code variant against its vectors; it can only be encoded. */
final class EvaluationCheck implements VectorCheck {
  /** What the evaluation scripts call the variant. */
  static final String NAME = "ours04";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean covers(VectorCase vector) {
    return vector.isEvaluation();
  }

  @Override
  public Optional<String> firstDifference(VectorCase vector) {
    EvaluationCode code =
        new EvaluationCode(vector.parameters(), vector.deltaBits(), EvaluationCode.Deltas.INTEGER);
    long znzBits = code.znzBits(vector.words());
    if (znzBits != vector.znzBits()) {
      return Optional.of(
          "encoding: ZNZ stream has " + znzBits + " bits, expected " + vector.znzBits());
    }
    long room = vector.parameters().maxBpcBits(vector.words().length) / 8;
    byte[] stream = new byte[Math.toIntExact(room) + 2 * Long.BYTES];
    BitWriter out = new BitWriter();
    out.begin(stream, 0);
    int bits = Math.toIntExact(code.writeBpc(vector.words(), out));
    byte[] found = Arrays.copyOf(stream, out.end());
    return Bits.difference("BPC", vector.bpc(), vector.bpcBits(), found, bits)
        .map("encoding: "::concat);
  }
}
