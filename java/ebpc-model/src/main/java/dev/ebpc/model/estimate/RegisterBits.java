package dev.ebpc.model.estimate;

import dev.ebpc.model.HardwareParameters;
import java.util.List;

/**
 * Flip-flops of the encoder or the decoder, exactly: data registers as declared in the RTL, state
 * registers in the fewest bits that hold their reachable states.
 *
 * @param units the units, along the way of the data
 */
public record RegisterBits(List<Unit> units) {

  /**
   * Flip-flops of one unit.
   *
   * @param name the unit
   * @param dataBits bits of data, counters and flags
   * @param stateBits bits of its state machine
   */
  public record Unit(String name, int dataBits, int stateBits) {}

  /** Keeps the units as they are. */
  public RegisterBits {
    units = List.copyOf(units);
  }

  /**
   * The encoder.
   *
   * @param p what it is built with
   */
  public static RegisterBits ofEncoder(HardwareParameters p) {
    int w = p.wordBits();
    int n = p.blockSize();
    int planeBits = bitsFor(w);
    return new RegisterBits(
        List.of(
            new Unit("top", w + 2 + p.logBlockSize(), 2),
            new Unit("delta stage", n * (w + 1) + w + p.logBlockSize(), 2),
            new Unit("block slice", blockBits(p), 1),
            new Unit("plane coder", 2 * planeBits + 1, 1),
            new Unit("shift streamer", 2 * w + p.logWordBits() + 1, 2),
            new Unit("BPC buffer", w, 2),
            new Unit("ZNZ coder", p.logMaxZeroRun() + 2 * w + p.logWordBits() + 1, 3),
            new Unit("done generator", 0, 3)));
  }

  /**
   * The decoder.
   *
   * @param p what it is built with
   */
  public static RegisterBits ofDecoder(HardwareParameters p) {
    int w = p.wordBits();
    int n = p.blockSize();
    return new RegisterBits(
        List.of(
            new Unit("top", 26, 1),
            new Unit("ZNZ decoder", 2 * w + p.logWordBits() + 1 + p.logMaxZeroRun(), 2),
            new Unit("unpacker", 2 * w + p.logWordBits() + 1, 2),
            new Unit("symbol decoder", 2 * p.logWordBits() + 1 + n - 1, 2),
            new Unit("plane collector", blockBits(p), 2),
            new Unit("block slice", blockBits(p), 1),
            new Unit("delta reverse", w + bitsFor(n - 2), 1)));
  }

  /** A base of W bits and W+1 planes of n-1 bits. */
  private static int blockBits(HardwareParameters p) {
    return p.wordBits() + (p.wordBits() + 1) * (p.blockSize() - 1);
  }

  /** Bits of a counter from 0 to a largest value. */
  private static int bitsFor(int largest) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(largest);
  }

  /** Data bits of all units. */
  public int dataBits() {
    return units.stream().mapToInt(Unit::dataBits).sum();
  }

  /** State bits of all units. */
  public int stateBits() {
    return units.stream().mapToInt(Unit::stateBits).sum();
  }

  /** All bits. */
  public int bits() {
    return dataBits() + stateBits();
  }
}
