package dev.ebpc.model.rtl.encoder;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.rtl.Signals;

/**
 * {@code bpc_buffer}: holds one BPC word back until it is known whether it is the last.
 *
 * <p>States: empty*, full, last. Registers: {@code data}.
 */
final class BpcBuffer {
  private enum State {
    EMPTY,
    FULL,
    LAST
  }

  private final HardwareParameters parameters;

  // registers
  private State state = State.EMPTY;
  private int data;

  // wires
  private boolean vldI;
  private int dataI;
  private boolean lastI;
  private boolean wasLastI;
  private boolean rdyI;
  private boolean ready;

  BpcBuffer(HardwareParameters parameters) {
    this.parameters = parameters;
  }

  boolean empty() {
    return state == State.EMPTY;
  }

  void evaluateReady(boolean rdyI) {
    this.rdyI = rdyI;
    ready = state == State.EMPTY || rdyI;
  }

  /**
   * Combinational part, once the streamer and the top have spoken.
   *
   * @param vldI the streamer has a word
   * @param dataI that word
   * @param lastI it is the last one
   * @param wasLastI the word held was the last one; no other will come
   */
  void evaluate(boolean vldI, int dataI, boolean lastI, boolean wasLastI) {
    this.vldI = vldI;
    this.dataI = dataI;
    this.lastI = lastI;
    this.wasLastI = wasLastI;
  }

  void tick() {
    if (vldI && ready) {
      data = dataI;
      state = lastI ? State.LAST : State.FULL;
    } else if (state == State.LAST) {
      state = rdyI ? State.EMPTY : State.LAST;
    } else if (state == State.FULL && wasLastI && !vldI) {
      state = rdyI ? State.EMPTY : State.LAST;
    }
  }

  boolean rdyO() {
    return ready;
  }

  boolean vldO() {
    return state == State.LAST || (state == State.FULL && (vldI || wasLastI));
  }

  boolean lastO() {
    return state == State.LAST || (state == State.FULL && wasLastI);
  }

  int dataO() {
    return data;
  }

  void declare(Signals signals) {
    signals.state("state_q", State.class, () -> state);
    signals.bit("vld_i", () -> vldI);
    signals.bit("last_i", () -> lastI);
    signals.bit("rdy_o", this::rdyO);
    signals.bit("was_last_i", () -> wasLastI);
    signals.bus("data_o", parameters.wordBits(), this::dataO);
    signals.bit("last_o", this::lastO);
    signals.bit("vld_o", this::vldO);
    signals.bit("rdy_i", () -> rdyI);
    signals.bit("full_o", () -> !empty());
    signals.level("words", 1, () -> empty() ? 0 : 1);
    signals.activity("bpc_buffer", () -> !empty());
  }
}
