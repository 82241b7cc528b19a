package dev.ebpc.model.estimate;

import java.util.Locale;

/** Usual kinds of memory. */
public enum Dram {
  /** Mobile: one channel of 32 bits at 3200 MT/s. */
  LPDDR4(
      8,
      12.8,
      "DRAM table of Accelergy's CACTI plug-in (Wu, Emer, Sze, ICCAD 2019)",
      "one channel: 3200 MT/s x 32 bits (JESD209-4)"),

  /** Modules: one channel of 64 bits at 3200 MT/s. */
  DDR4(
      20,
      25.6,
      "generic DRAM, assumed for DDR4: lower end of 1.3 to 2.6 nJ per 64-bit access (Horowitz, ISSCC 2014)",
      "one channel: 3200 MT/s x 64 bits (JESD79-4)"),

  /** Stacked: one stack of 1024 bits at 2000 MT/s. */
  HBM2(
      3.9,
      256,
      "O'Connor et al., Fine-Grained DRAM, MICRO 2017",
      "one stack: 2000 MT/s x 1024 bits (JESD235A)");

  private final double picojoulesPerBit;
  private final double gigabytesPerSecond;
  private final String energySource;
  private final String bandwidthSource;

  Dram(
      double picojoulesPerBit,
      double gigabytesPerSecond,
      String energySource,
      String bandwidthSource) {
    this.picojoulesPerBit = picojoulesPerBit;
    this.gigabytesPerSecond = gigabytesPerSecond;
    this.energySource = energySource;
    this.bandwidthSource = bandwidthSource;
  }

  /** Energy of a bit read or written. */
  public double picojoulesPerBit() {
    return picojoulesPerBit;
  }

  /** Peak bandwidth of one channel or stack, 10^9 bytes per second. */
  public double gigabytesPerSecond() {
    return gigabytesPerSecond;
  }

  /** Where the energy comes from. */
  public String energySource() {
    return energySource;
  }

  /** Where the bandwidth comes from. */
  public String bandwidthSource() {
    return bandwidthSource;
  }

  /** Its name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
