package dev.ebpc.model.estimate;

/**
 * A kind of memory.
 *
 * @param name what it is called
 * @param picojoulesPerBit energy of a bit read or written
 * @param gigabytesPerSecond peak bandwidth of one channel or stack, in 10^9 bytes
 * @param source where the figures come from
 */
public record Dram(String name, double picojoulesPerBit, double gigabytesPerSecond, String source) {

  /** Mobile: one channel of 32 bits at 3200 MT/s. */
  public static final Dram LPDDR4 =
      new Dram(
          "LPDDR4",
          8,
          12.8,
          "8 pJ/bit: DRAM table of Accelergy's CACTI plug-in (Wu, Emer, Sze, ICCAD 2019);"
              + " 3200 MT/s x 32 bits (JESD209-4)");

  /** Modules: one channel of 64 bits at 3200 MT/s. */
  public static final Dram DDR4 =
      new Dram(
          "DDR4",
          20,
          25.6,
          "20 pJ/bit: lower end of 1.3 to 2.6 nJ per 64-bit access (Horowitz, ISSCC 2014);"
              + " 3200 MT/s x 64 bits (JESD79-4)");

  /** Stacked: one stack of 1024 bits at 2000 MT/s. */
  public static final Dram HBM2 =
      new Dram(
          "HBM2",
          3.9,
          256,
          "3.9 pJ/bit: O'Connor et al., Fine-Grained DRAM, MICRO 2017; 2000 MT/s x 1024 bits"
              + " (JESD235A)");
}
