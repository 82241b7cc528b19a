package dev.ebpc.model.rtl.decoder;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.rtl.DbpBlock;
import dev.ebpc.model.rtl.FifoSlice;
import dev.ebpc.model.rtl.Signals;

/**
 * {@code delta_reverse}: adds the deltas of the slice's block up again, one word per cycle.
 *
 * <p>States: base*, stream. Registers: {@code acc}, {@code idx} of the delta to be added next.
 */
final class DeltaReverse {
  private enum State {
    BASE,
    STREAM
  }

  private final FifoSlice slice;
  private final int wordBits;
  private final int blockSize;
  private final int wordMask;

  // registers
  private State state = State.BASE;
  private int acc;
  private int idx;

  // wires
  private boolean taken;
  private boolean pops;

  DeltaReverse(HardwareParameters parameters, FifoSlice slice) {
    this.slice = slice;
    wordBits = parameters.wordBits();
    blockSize = parameters.blockSize();
    wordMask = parameters.wordMask();
  }

  boolean vldO() {
    return state == State.STREAM || slice.vldO();
  }

  int dataO() {
    return state == State.STREAM ? acc : slice.doutO().base() & wordMask;
  }

  /**
   * Combinational part.
   *
   * @param taken the word is consumed in this cycle
   */
  void evaluate(boolean taken) {
    this.taken = taken;
    pops = taken && state == State.STREAM && idx == 0;
  }

  /** The block is used up. */
  boolean popsO() {
    return pops;
  }

  void tick(boolean clear) {
    if (clear) {
      state = State.BASE;
      acc = 0;
      idx = 0;
    } else if (taken) {
      if (pops) {
        state = State.BASE;
      } else if (state == State.BASE) {
        acc = (slice.doutO().base() + delta(0)) & wordMask;
        idx = 1;
        state = State.STREAM;
      } else {
        acc = (acc + delta(idx)) & wordMask;
        idx = idx < blockSize - 2 ? idx + 1 : 0;
      }
    }
  }

  /** Mere wiring in the RTL: bit k of a delta is its place in plane k; the sign plane is unused. */
  private int delta(int i) {
    DbpBlock block = slice.doutO();
    int place = blockSize - 2 - i;
    int delta = 0;
    for (int k = wordBits - 1; k >= 0; k--) {
      delta = delta << 1 | (block.plane(k) >>> place & 1);
    }
    return delta;
  }

  void declare(Signals signals) {
    signals.state("state_q", State.class, () -> state);
    signals.bit("vld_i", slice::vldO);
    signals.bit("rdy_o", this::popsO);
    signals.bus("data_o", wordBits, this::dataO);
    signals.bit("vld_o", this::vldO);
    signals.bit("rdy_i", () -> taken);
    signals.bus("acc_reg_q", wordBits, () -> acc);
    signals.bus("diff_idx_q", 32 - Integer.numberOfLeadingZeros(blockSize - 2), () -> idx);
    signals.activity("delta_reverse", this::vldO);
  }
}
