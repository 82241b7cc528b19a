package dev.ebpc.model.estimate;

import dev.ebpc.model.HardwareParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Area of an encoder or decoder.
 *
 * @param units its units
 * @param logicFactor what the counted logic was multiplied by, so that the published configuration
 *     comes out with its published area; 1 would mean that the count itself is right
 */
public record CodecArea(List<Unit> units, double logicFactor) {

  /**
   * Area of one unit in gate equivalents.
   *
   * @param name the unit
   * @param registers flip-flops
   * @param logic all other cells
   */
  public record Unit(String name, double registers, double logic) {}

  /** Keeps the units as they are. */
  public CodecArea {
    units = List.copyOf(units);
  }

  /**
   * An encoder.
   *
   * @param parameters what it is built with
   * @param cells areas of cells
   * @param publishedKiloGates area of the published encoder, in 1000 gate equivalents
   */
  public static CodecArea ofEncoder(
      HardwareParameters parameters, CellAreas cells, double publishedKiloGates) {
    return of(RegisterBits::ofEncoder, Structure::ofEncoder, parameters, cells, publishedKiloGates);
  }

  /**
   * A decoder.
   *
   * @param parameters what it is built with
   * @param cells areas of cells
   * @param publishedKiloGates area of the published decoder, in 1000 gate equivalents
   */
  public static CodecArea ofDecoder(
      HardwareParameters parameters, CellAreas cells, double publishedKiloGates) {
    return of(RegisterBits::ofDecoder, Structure::ofDecoder, parameters, cells, publishedKiloGates);
  }

  private static CodecArea of(
      Function<HardwareParameters, RegisterBits> bits,
      Function<HardwareParameters, List<Logic>> logic,
      HardwareParameters parameters,
      CellAreas cells,
      double publishedKiloGates) {
    double factor =
        factor(
            bits.apply(HardwareParameters.PUBLISHED),
            logic.apply(HardwareParameters.PUBLISHED),
            cells,
            publishedKiloGates);
    RegisterBits registers = bits.apply(parameters);
    List<Logic> structure = logic.apply(parameters);
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < structure.size(); i++) {
      RegisterBits.Unit unit = registers.units().get(i);
      units.add(
          new Unit(
              unit.name(),
              (unit.dataBits() + unit.stateBits()) * cells.flipFlop(),
              structure.get(i).area(cells) * factor));
    }
    return new CodecArea(units, factor);
  }

  private static double factor(
      RegisterBits registers, List<Logic> structure, CellAreas cells, double publishedKiloGates) {
    double logic = structure.stream().mapToDouble(unit -> unit.area(cells)).sum();
    double left = 1000 * publishedKiloGates - registers.bits() * cells.flipFlop();
    if (left <= 0) {
      throw new IllegalArgumentException(
          "flip-flops alone would take more than " + publishedKiloGates + " kGE");
    }
    return left / logic;
  }

  /** All of it, in 1000 gate equivalents. */
  public double kiloGates() {
    return units.stream().mapToDouble(unit -> unit.registers() + unit.logic()).sum() / 1000;
  }
}
