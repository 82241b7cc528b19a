package dev.ebpc.model.estimate;

/**
 * Cells of a unit between its registers, counted from its structure and not yet optimised.
 *
 * @param multiplexers bits
 * @param adders bits
 * @param xors gates
 * @param gates ANDs and ORs
 */
record Logic(int multiplexers, int adders, int xors, int gates) {

  /** Area in gate equivalents. */
  double area(CellAreas cells) {
    return multiplexers * cells.multiplexer()
        + adders * cells.adder()
        + xors * cells.xor()
        + gates * cells.gate();
  }
}
