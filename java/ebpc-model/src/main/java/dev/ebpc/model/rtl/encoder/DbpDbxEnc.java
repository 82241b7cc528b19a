package dev.ebpc.model.rtl.encoder;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.rtl.DbpBlock;
import dev.ebpc.model.rtl.Signals;

/**
 * {@code dbp_dbx_enc}, the delta stage: collects n words as a base and n-1 deltas of W+1 bits.
 *
 * <p>States: idle*, fill, wait_out. Registers: {@code diffs[n]}, {@code prev}, {@code cnt}.
 */
final class DbpDbxEnc {
  private enum State {
    IDLE,
    FILL,
    WAIT_OUT
  }

  private final HardwareParameters parameters;
  private final int lastIndex;

  // registers
  private State state = State.IDLE;
  // A shift register in the RTL. Here every difference is written at once where the shifts would
  // bring it by the end of the block, which is the only time anybody looks: base at n-1, newest at
  // 0.
  private final long[] diffs;
  private int prev;
  private int cnt;

  // wires
  private final DbpBlock block;
  private boolean vldI;
  private int dataI;
  private boolean sliceRdy;
  private boolean ready;

  DbpDbxEnc(HardwareParameters parameters) {
    this.parameters = parameters;
    lastIndex = parameters.blockSize() - 1;
    diffs = new long[parameters.blockSize()];
    block = new DbpBlock(parameters.wordBits() + 1);
    cnt = lastIndex;
  }

  /** No word is here and none is offered. */
  boolean idleO(boolean wordOffered) {
    return state == State.IDLE && !wordOffered;
  }

  void evaluate(boolean vldI, int dataI, boolean sliceRdy) {
    this.vldI = vldI;
    this.dataI = dataI;
    this.sliceRdy = sliceRdy;
    ready = state != State.WAIT_OUT || sliceRdy;
  }

  void tick() {
    boolean accept = vldI && ready;
    if (accept) {
      shiftIn();
    }
    switch (state) {
      case IDLE -> state = accept ? State.FILL : State.IDLE;
      case FILL -> {
        if (accept && cnt == lastIndex) {
          transpose();
          state = State.WAIT_OUT;
        }
      }
      case WAIT_OUT -> {
        if (sliceRdy) {
          state = accept ? State.FILL : State.IDLE;
        }
      }
    }
  }

  private void shiftIn() {
    int value = parameters.signed(dataI);
    diffs[cnt] = (long) value - prev;
    if (cnt == 0) {
      cnt = lastIndex;
      prev = 0;
    } else {
      cnt--;
      prev = value;
    }
  }

  /** Mere wiring in the RTL: plane k is bit k of all deltas, the oldest one leftmost. */
  private void transpose() {
    block.setBase((int) diffs[lastIndex] & parameters.wordMask());
    for (int k = 0; k <= parameters.wordBits(); k++) {
      int plane = 0;
      for (int i = lastIndex - 1; i >= 0; i--) {
        plane = plane << 1 | ((int) (diffs[i] >>> k) & 1);
      }
      block.setPlane(k, plane);
    }
  }

  boolean rdyO() {
    return ready;
  }

  boolean vldO() {
    return state == State.WAIT_OUT;
  }

  DbpBlock dbpBlockO() {
    return block;
  }

  void declare(Signals signals) {
    // The RTL has a state more, dbx_comp = 2, which it never reaches.
    signals.bus("state_q", 2, () -> state == State.WAIT_OUT ? 3 : state == State.FILL ? 1 : 0);
    signals.bus("data_i", parameters.wordBits(), () -> dataI);
    signals.bus("last_item_q", parameters.wordBits(), () -> prev);
    signals.bit("vld_i", () -> vldI);
    signals.bit("rdy_o", this::rdyO);
    signals.bit("vld_o", this::vldO);
    signals.bit("rdy_i", () -> sliceRdy);
    signals.bit("idle_o", () -> idleO(vldI));
    signals.bus("fill_cnt_q", parameters.logBlockSize(), () -> cnt);
    signals.activity("dbp_dbx_enc", () -> state != State.IDLE || vldI);
  }
}
