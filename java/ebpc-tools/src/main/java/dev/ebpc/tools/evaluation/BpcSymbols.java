package dev.ebpc.tools.evaluation;

import dev.ebpc.code.BitPlanes;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.PlaneSymbol;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many bits of the bit-plane stream of the hardware code go into each symbol.
 *
 * <p>Counts without writing, for every width and block size. Not thread-safe.
 */
public final class BpcSymbols {
  /** What a bit of the stream belongs to. */
  public enum Symbol {
    /** The first word of a block. */
    BASE("base word"),
    /** A single DBX plane of zeros. */
    ZERO_PLANE("one zero plane"),
    /** Several such planes. */
    ZERO_PLANES("run of zero planes"),
    /** DBX all ones. */
    ALL_ONES("all ones"),
    /** DBX not zero, DBP zero. */
    DBP_ZERO("DBP zero"),
    /** DBX with a single one. */
    SINGLE_ONE("single one"),
    /** DBX with two adjacent ones. */
    ADJACENT_ONES("two adjacent ones"),
    /** DBX as it is. */
    RAW("raw plane");

    private final String label;

    Symbol(String label) {
      this.label = label;
    }

    /** The symbol as people read it. */
    public String label() {
      return label;
    }
  }

  /** How often a symbol was met. */
  private static final class Tally {
    final int length;
    long count;

    Tally(int length) {
      this.length = length;
    }
  }

  private final CodeParameters parameters;
  private final int[] block;
  private final int[] deltas;
  private final long[] planes = new long[33];
  private final Tally base;
  private final Tally zeroPlane = new Tally(2);
  private final Tally zeroPlanes;
  private final Map<PlaneSymbol, Tally> otherPlanes = new EnumMap<>(PlaneSymbol.class);

  /** Starts with nothing counted. */
  public BpcSymbols(CodeParameters parameters) {
    this.parameters = parameters;
    block = new int[parameters.blockSize()];
    deltas = new int[parameters.blockSize()];
    base = new Tally(parameters.wordBits());
    zeroPlanes = new Tally(3 + parameters.planeRunBits());
    for (PlaneSymbol symbol : PlaneSymbol.values()) {
      int length = symbol.length(parameters.blockSize() - 1, parameters.positionBits());
      otherPlanes.put(symbol, new Tally(length));
    }
  }

  /**
   * Counts the blocks of some non-zero words. Only the last call's words may end inside a block,
   * which is then padded with zero words.
   *
   * @param words their low W bits count
   */
  public void add(int[] words) {
    int unused = 32 - parameters.wordBits();
    for (int first = 0; first < words.length; first += block.length) {
      int count = Math.min(block.length, words.length - first);
      for (int i = 0; i < block.length; i++) {
        block[i] = i < count ? words[first + i] << unused >> unused : 0;
      }
      addBlock();
    }
  }

  private void addBlock() {
    for (int i = 1; i < block.length; i++) {
      deltas[i] = block[i] - block[i - 1];
    }
    int wordBits = parameters.wordBits();
    BitPlanes.ofDeltas(deltas, block.length, wordBits, planes);
    planes[wordBits] = BitPlanes.signPlane(block, block.length);
    base.count++;
    int zeros = 0;
    long below = 0;
    for (int plane = 0; plane <= wordBits; plane++) {
      long dbp = planes[plane];
      long dbx = dbp ^ below;
      below = dbp;
      if (dbx == 0) {
        zeros++;
      } else {
        addPlaneRun(zeros);
        zeros = 0;
        otherPlanes.get(PlaneSymbol.of(dbx, dbp, block.length - 1)).count++;
      }
    }
    addPlaneRun(zeros);
  }

  private void addPlaneRun(int zeros) {
    if (zeros > 0) {
      (zeros == 1 ? zeroPlane : zeroPlanes).count++;
    }
  }

  /** Bits that a symbol takes in all. */
  public long bits(Symbol symbol) {
    Tally tally = tally(symbol);
    return tally.count * tally.length;
  }

  private Tally tally(Symbol symbol) {
    return switch (symbol) {
      case BASE -> base;
      case ZERO_PLANE -> zeroPlane;
      case ZERO_PLANES -> zeroPlanes;
      case ALL_ONES -> otherPlanes.get(PlaneSymbol.ALL_ONES);
      case DBP_ZERO -> otherPlanes.get(PlaneSymbol.DBP_ZERO);
      case SINGLE_ONE -> otherPlanes.get(PlaneSymbol.SINGLE_ONE);
      case ADJACENT_ONES -> otherPlanes.get(PlaneSymbol.ADJACENT_ONES);
      case RAW -> otherPlanes.get(PlaneSymbol.RAW);
    };
  }

  /** Bits of the stream. */
  public long bits() {
    long sum = 0;
    for (Symbol symbol : Symbol.values()) {
      sum += bits(symbol);
    }
    return sum;
  }
}
