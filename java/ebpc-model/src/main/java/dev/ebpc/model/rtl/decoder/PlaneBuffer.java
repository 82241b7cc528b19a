package dev.ebpc.model.rtl.decoder;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.rtl.DbpBlock;
import dev.ebpc.model.rtl.FifoSlice;
import dev.ebpc.model.rtl.Signals;

/**
 * {@code buffer}, the plane collector: assembles a block from base and planes and hands it to its
 * slice.
 *
 * <p>States: wait_base*, filling, full. Registers: {@code base}, {@code planes}.
 */
final class PlaneBuffer {
  private enum State {
    WAIT_BASE,
    FILLING,
    FULL
  }

  private final FifoSlice slice;

  // registers
  private State state = State.WAIT_BASE;
  private final DbpBlock block;
  // The RTL shifts every plane in; here the first W+1 of a block are written where the shifts would
  // bring them.
  private int planes;

  PlaneBuffer(HardwareParameters parameters) {
    slice = new FifoSlice(parameters.wordBits() + 1);
    block = new DbpBlock(parameters.wordBits() + 1);
  }

  /**
   * Combinational part.
   *
   * @param popped the delta stage is done with the slice's block, or it is cleared away
   */
  void evaluate(boolean popped) {
    slice.evaluate(popped);
  }

  /** A base can be taken in this cycle. */
  boolean rdyO() {
    return state == State.WAIT_BASE || (state == State.FULL && slice.rdyO());
  }

  void tick(boolean push, int data, boolean blockEnd, boolean clear) {
    boolean leaves = state == State.FULL && slice.rdyO();
    slice.tick(state == State.FULL, block);
    if (clear) {
      state = State.WAIT_BASE;
    } else if (state == State.FILLING) {
      if (push) {
        shiftIn(data);
        state = blockEnd ? State.FULL : State.FILLING;
      }
    } else if (state == State.WAIT_BASE || leaves) {
      state = State.WAIT_BASE;
      if (push) {
        block.setBase(data);
        planes = 0;
        state = State.FILLING;
      }
    }
  }

  private void shiftIn(int plane) {
    if (planes < block.planes()) {
      block.setPlane(planes, plane);
      planes++;
    } else {
      block.shiftIn(plane);
    }
  }

  FifoSlice slice() {
    return slice;
  }

  /** A block is complete and waits for the slice. */
  boolean full() {
    return state == State.FULL;
  }

  void declare(Signals signals) {
    signals.state("state_q", State.class, () -> state);
    signals.bit("rdy_o", this::rdyO);
    signals.bit("vld_o", slice::vldO);
    signals.level("blocks", 1, () -> state == State.WAIT_BASE ? 0 : 1);
    signals.activity("buffer", () -> state != State.WAIT_BASE);
    signals.channel("block", "buffer", "slice", this::full, slice::rdyO);
    slice.declare(signals.scope("slice_i"));
  }
}
