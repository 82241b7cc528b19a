package dev.ebpc.model.rtl.encoder;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.rtl.Signals;

/**
 * {@code zrle}, the ZNZ coder: one flag per word in, run-length coded words out.
 *
 * <p>States: empty*, filling, full, flush, flush_zeros. Registers: {@code zeros}, length of the run
 * that is open; {@code reg} of 2W bits; {@code fill}.
 */
final class Zrle {
  private enum State {
    EMPTY,
    FILLING,
    FULL,
    FLUSH,
    FLUSH_ZEROS
  }

  private final int wordBits;
  private final int logWordBits;
  private final int zeroBits;
  private final long registerMask;

  // registers
  private State state = State.EMPTY;
  private int zeros;
  private long reg;
  private int fill;

  // wires
  private boolean vldI;
  private boolean isOneI;
  private boolean flushI;
  private boolean rdyI;
  private boolean ready;

  private int bitsAppended;

  Zrle(HardwareParameters parameters) {
    wordBits = parameters.wordBits();
    logWordBits = parameters.logWordBits();
    zeroBits = parameters.logMaxZeroRun();
    registerMask = -1L >>> (64 - 2 * wordBits);
  }

  boolean idleO() {
    return state == State.EMPTY;
  }

  /**
   * Combinational part.
   *
   * @param vldI the top offers a flag
   * @param isOneI the flag: the word is not zero
   * @param flushI it is the last one
   * @param rdyI the ZNZ port takes a word
   */
  void evaluate(boolean vldI, boolean isOneI, boolean flushI, boolean rdyI) {
    this.vldI = vldI;
    this.isOneI = isOneI;
    this.flushI = flushI;
    this.rdyI = rdyI;
    ready = state == State.EMPTY || state == State.FILLING || (state == State.FULL && rdyI);
  }

  void tick() {
    bitsAppended = 0;
    if (state == State.FULL && rdyI) {
      reg = (reg << wordBits) & registerMask;
      state = fill == 0 ? State.EMPTY : State.FILLING;
    } else if (state == State.FLUSH && rdyI) {
      reg = (reg << wordBits) & registerMask;
      if (fill > wordBits) {
        fill -= wordBits;
      } else {
        fill = 0;
        state = State.EMPTY;
      }
    } else if (state == State.FLUSH_ZEROS) {
      appendRun();
      state = State.FLUSH;
    }
    if (vldI && ready) {
      acceptFlag();
    }
  }

  private void acceptFlag() {
    if (isOneI) {
      if (zeros != 0) {
        appendRun();
      }
      append(1, 1);
    } else {
      zeros++;
      if (zeros == 1 << zeroBits) {
        appendRun();
      }
    }
    if (flushI) {
      state = zeros != 0 ? State.FLUSH_ZEROS : State.FLUSH;
    } else if (fill >= wordBits) {
      fill -= wordBits;
      state = State.FULL;
    } else {
      state = State.FILLING;
    }
  }

  private void appendRun() {
    append(zeros - 1, 1 + zeroBits);
    zeros = 0;
  }

  private void append(int bits, int length) {
    fill += length;
    reg |= (long) bits << (2 * wordBits - fill);
    bitsAppended += length;
  }

  boolean rdyO() {
    return ready;
  }

  boolean vldO() {
    return state == State.FULL || state == State.FLUSH;
  }

  boolean lastO() {
    return state == State.FLUSH && fill <= wordBits;
  }

  int dataO() {
    return (int) (reg >>> wordBits);
  }

  /** Bits appended at the last clock edge. */
  int bitsAppended() {
    return bitsAppended;
  }

  void declare(Signals signals) {
    signals.state("state_q", State.class, () -> state);
    signals.bit("is_one_i", () -> isOneI);
    signals.bit("flush_i", () -> flushI);
    signals.bit("vld_i", () -> vldI);
    signals.bit("rdy_o", this::rdyO);
    signals.bus("data_o", wordBits, this::dataO);
    signals.bit("last_o", this::lastO);
    signals.bit("vld_o", this::vldO);
    signals.bit("rdy_i", () -> rdyI);
    signals.bit("idle_o", this::idleO);
    signals.bus("zero_cnt_q", zeroBits, () -> zeros);
    signals.bus("stream_reg_q", 2 * wordBits, () -> reg);
    signals.bus("shift_cnt_q", logWordBits + 1, () -> fill);
    signals.level("bits", 2 * wordBits - 1, () -> state == State.FULL ? wordBits + fill : fill);
    signals.activity("zrle", () -> vldI || vldO() || state == State.FLUSH_ZEROS);
  }
}
