package dev.ebpc.model.estimate;

/**
 * What the codecs are built into.
 *
 * @param clockMegahertz clock of codecs and multiply-add units
 * @param codecs encoders and decoders side by side, each working on a part of its own
 * @param picojoulesPerBit energy of a bit to or from memory
 * @param bandwidth of the memory, 10^9 bytes per second
 * @param multiplyAddUnits multiply-adds per cycle
 * @param multiplyAddsPerWord multiply-adds that a word of a feature map costs
 * @param writes times that each feature map is written
 * @param reads times that each feature map is read
 * @param gateFemtojoules energy of one gate equivalent per cycle of work
 */
public record Accelerator(
    double clockMegahertz,
    int codecs,
    double picojoulesPerBit,
    double bandwidth,
    int multiplyAddUnits,
    double multiplyAddsPerWord,
    double writes,
    double reads,
    double gateFemtojoules) {

  /**
   * A middling accelerator: the paper's clock, mobile memory, an array of 64 by 64 multiply-add
   * units that makes 16 words per cycle, and codecs that keep up with it even where all words are
   * non-zero and each makes 0.8 words per cycle.
   */
  public static final Accelerator DEFAULT =
      new Accelerator(
          600,
          20,
          Dram.LPDDR4.picojoulesPerBit(),
          Dram.LPDDR4.gigabytesPerSecond(),
          4096,
          256,
          1,
          1,
          1);

  /**
   * Checks that times and energies can be had from it.
   *
   * @throws IllegalArgumentException naming what is not positive
   */
  public Accelerator {
    positive("the clock", clockMegahertz);
    positive("the number of codecs", codecs);
    positive("the bandwidth", bandwidth);
    positive("the number of multiply-add units", multiplyAddUnits);
    notNegative("multiply-adds per word", multiplyAddsPerWord);
    notNegative("writes", writes);
    notNegative("reads", reads);
    notNegative("energy per gate", gateFemtojoules);
    notNegative("energy per bit", picojoulesPerBit);
  }

  private static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be above 0, found " + value);
    }
  }

  private static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must not be negative, found " + value);
    }
  }

  /** The same with another clock, number of codecs and bandwidth. */
  public Accelerator with(double otherClock, int otherCodecs, double otherBandwidth) {
    return new Accelerator(
        otherClock,
        otherCodecs,
        picojoulesPerBit,
        otherBandwidth,
        multiplyAddUnits,
        multiplyAddsPerWord,
        writes,
        reads,
        gateFemtojoules);
  }

  /** The same with another memory. */
  public Accelerator with(Dram dram) {
    return new Accelerator(
        clockMegahertz,
        codecs,
        dram.picojoulesPerBit(),
        dram.gigabytesPerSecond(),
        multiplyAddUnits,
        multiplyAddsPerWord,
        writes,
        reads,
        gateFemtojoules);
  }

  /** Cycles per second. */
  double clock() {
    return clockMegahertz * 1e6;
  }
}
