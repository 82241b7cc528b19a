package dev.ebpc.model.estimate;

/**
 * Areas of cells in gate equivalents: one is a two-input NAND.
 *
 * @param flipFlop D flip-flop with asynchronous reset
 * @param multiplexer one bit, two inputs
 * @param adder full adder
 * @param xor two inputs
 * @param gate two-input AND or OR
 */
public record CellAreas(
    double flipFlop, double multiplexer, double adder, double xor, double gate) {
  /** Assumed: usual in 65 nm standard-cell libraries, at smallest drive. */
  public static final CellAreas TYPICAL = new CellAreas(5.5, 2.25, 5.0, 2.25, 1.25);
}
