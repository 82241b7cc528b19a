package dev.ebpc.model.estimate;

/**
 * What was measured on one feature map.
 *
 * @param name its name
 * @param words words
 * @param nonZeros non-zero words
 * @param rawBits bits in memory without compression
 * @param streamBits bits of all its streams, each padded to whole words
 * @param encoderCycles cycles until the encoder has taken it
 * @param decoderCycles cycles until the decoder has delivered it
 * @param transmissions transmissions it was cut into
 */
public record CodedLayer(
    String name,
    long words,
    long nonZeros,
    long rawBits,
    long streamBits,
    long encoderCycles,
    long decoderCycles,
    int transmissions) {

  /** Compression ratio, above 1 if it helps. */
  public double ratio() {
    return (double) rawBits / streamBits;
  }

  /** Share of non-zero words, 0 to 1. */
  public double density() {
    return (double) nonZeros / words;
  }

  /** All layers as one. */
  public static CodedLayer sum(String name, Iterable<CodedLayer> layers) {
    CodedLayer sum = new CodedLayer(name, 0, 0, 0, 0, 0, 0, 0);
    for (CodedLayer layer : layers) {
      sum =
          new CodedLayer(
              name,
              sum.words + layer.words,
              sum.nonZeros + layer.nonZeros,
              sum.rawBits + layer.rawBits,
              sum.streamBits + layer.streamBits,
              sum.encoderCycles + layer.encoderCycles,
              sum.decoderCycles + layer.decoderCycles,
              sum.transmissions + layer.transmissions);
    }
    return sum;
  }
}
