package dev.ebpc.tools.verify;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.Engine;
import dev.ebpc.hardware.EncodingBatch;
import dev.ebpc.tools.tensor.Words;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Holds an engine against golden vectors of the hardware code, encoding and decoding. */
final class EngineCheck implements VectorCheck {
  private final EngineStreams engine;

  EngineCheck(Engine engine) {
    this.engine = new EngineStreams(engine);
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public boolean covers(VectorCase vector) {
    return !vector.isEvaluation();
  }

  @Override
  public Optional<String> firstDifference(VectorCase vector) {
    NumberFormat format = Words.container(vector.parameters().wordBits());
    MemorySegment words = Words.containers(vector.words(), format);
    return encode(vector, format, words).or(() -> decode(vector, format, words));
  }

  private Optional<String> encode(VectorCase vector, NumberFormat format, MemorySegment words) {
    int count = vector.words().length;
    EncodingBatch found = engine.encode(vector.parameters(), format, words, count, count);
    return Bits.difference("ZNZ", vector.znz(), vector.znzBits(), found.znzOf(0), found.znzBits(0))
        .or(
            () ->
                Bits.difference(
                    "BPC", vector.bpc(), vector.bpcBits(), found.bpcOf(0), found.bpcBits(0)))
        .map("encoding: "::concat);
  }

  private Optional<String> decode(VectorCase vector, NumberFormat format, MemorySegment words) {
    // The vectors of the hardware are padded to words, those of software-only parameters to bytes.
    boolean toBytes =
        vector.znz().length == (vector.znzBits() + 7) / 8
            && vector.bpc().length == (vector.bpcBits() + 7) / 8;
    MemorySegment restored = MemorySegment.ofArray(new byte[(int) words.byteSize()]);
    int count = vector.words().length;
    if (!engine.decode(
        vector.parameters(), format, count, vector.znz(), vector.bpc(), !toBytes, restored)) {
      return Optional.of(
          "decoding: "
              + engine.firstError().map(Throwable::getMessage).orElse("refused without a reason"));
    }
    long at = words.mismatch(restored);
    return at < 0
        ? Optional.empty()
        : Optional.of("decoding: word " + at / format.containerBytes() + " differs");
  }
}
