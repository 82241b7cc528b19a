package dev.ebpc.model.estimate;

/**
 * What the codecs are built into.
 *
 * @param clockMegahertz clock of codecs and multiply-add units
 * @param codecs encoders and decoders side by side, each working on a part of its own
 * @param dram the memory behind them
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
    Dram dram,
    double bandwidth,
    int multiplyAddUnits,
    double multiplyAddsPerWord,
    double writes,
    double reads,
    double gateFemtojoules) {

  /**
   * The paper's clock, one codec, mobile memory, as many operations as one word per cycle needs.
   */
  public static final Accelerator DEFAULT =
      new Accelerator(600, 1, Dram.LPDDR4, Dram.LPDDR4.gigabytesPerSecond(), 256, 256, 1, 1, 1);

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
    notNegative("energy per bit", dram.picojoulesPerBit());
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
        dram,
        otherBandwidth,
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
