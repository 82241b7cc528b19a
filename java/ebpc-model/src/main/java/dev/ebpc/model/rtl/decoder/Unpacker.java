package dev.ebpc.model.rtl.decoder;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.rtl.Signals;

/**
 * {@code unpacker}: BPC words in, the next W bits out, of which the symbol decoder takes as many as
 * its symbol has.
 *
 * <p>States: idle*, full (a word or more is here), filling (less). Registers: {@code reg} of 2W
 * bits, {@code fill}.
 */
final class Unpacker {
  private enum State {
    IDLE,
    FULL,
    FILLING
  }

  private final int wordBits;
  private final int logWordBits;
  private final long registerMask;

  // registers
  private State state = State.IDLE;
  private long reg;
  private int fill;

  // wires
  private boolean clear;
  private int takenBits;
  private boolean ready;

  Unpacker(HardwareParameters parameters) {
    wordBits = parameters.wordBits();
    logWordBits = parameters.logWordBits();
    registerMask = -1L >>> (64 - 2 * wordBits);
  }

  boolean vldO() {
    return state == State.FULL || (state == State.FILLING && fill != 0);
  }

  /** The next bits, left aligned in W bits. */
  int dataO() {
    return (int) (reg >>> wordBits);
  }

  /** How many bits are there. */
  int fillStateO() {
    return fill;
  }

  /**
   * Combinational part.
   *
   * @param takenBits bits the symbol decoder takes in this cycle, 0 if none
   * @param clear the transmission ends in this cycle
   */
  void evaluate(int takenBits, boolean clear) {
    this.takenBits = takenBits;
    this.clear = clear;
    ready = !clear && (state != State.FULL || (takenBits != 0 && fill - takenBits < wordBits));
  }

  void tick(boolean vldI, int dataI) {
    if (clear) {
      reg = 0;
      fill = 0;
      state = State.IDLE;
      return;
    }
    reg = (reg << takenBits) & registerMask;
    fill -= takenBits;
    if (vldI && ready) {
      reg |= ((dataI & 0xFFFFFFFFL) << wordBits) >>> fill;
      fill += wordBits;
      state = State.FULL;
    } else if (state == State.FULL && fill < wordBits) {
      state = State.FILLING;
    }
  }

  boolean rdyO() {
    return ready;
  }

  void declare(Signals signals) {
    signals.state("state_q", State.class, () -> state);
    signals.bit("rdy_o", this::rdyO);
    signals.bus("data_o", wordBits, () -> reg >>> wordBits);
    signals.bus("stream_reg_q", 2 * wordBits, () -> reg);
    signals.bus("fill_state_o", logWordBits + 1, () -> fill);
    signals.bus("len_i", logWordBits + 1, () -> takenBits);
    signals.bit("vld_o", this::vldO);
    signals.bit("rdy_i", () -> takenBits != 0);
    signals.bit("clr_i", () -> clear);
    signals.level("bits", 2 * wordBits - 1, () -> fill);
    signals.activity("unpacker", this::vldO);
  }
}
