package dev.ebpc.model.rtl.encoder;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.rtl.Signals;

/**
 * {@code shift_streamer}: packs codes of 1 to W bits into words.
 *
 * <p>States: empty*, filling, flush, full. Registers: {@code reg} of 2W bits, {@code fill}, which
 * is the number of bits that wait behind the output word.
 */
final class ShiftStreamer {
  private enum State {
    EMPTY,
    FILLING,
    FLUSH,
    FULL
  }

  private final int wordBits;
  private final int logWordBits;
  private final long registerMask;
  private final int wordMask;

  // registers
  private State state = State.EMPTY;
  private long reg;
  private int fill;

  // wires
  private boolean flushI;
  private boolean rdyI;
  private boolean ready;
  private boolean vldI;
  private boolean accept;
  private int code;
  private int length;

  ShiftStreamer(HardwareParameters parameters) {
    wordBits = parameters.wordBits();
    logWordBits = parameters.logWordBits();
    registerMask = -1L >>> (64 - 2 * wordBits);
    wordMask = parameters.wordMask();
  }

  boolean idleO() {
    return state == State.EMPTY;
  }

  void evaluate(boolean flushI, boolean rdyI) {
    this.flushI = flushI;
    this.rdyI = rdyI;
    ready = state != State.FLUSH && (state != State.FULL || rdyI);
  }

  /**
   * The code on offer, once it is known whether there is one.
   *
   * @param vldI there is a code
   * @param code its bits, left aligned in W bits
   * @param length number of its bits, 1 to W
   * @return whether it is taken
   */
  boolean offer(boolean vldI, int code, int length) {
    this.vldI = vldI;
    this.code = code;
    this.length = length;
    accept = vldI && ready;
    return accept;
  }

  void tick() {
    switch (state) {
      case EMPTY, FILLING -> {
        if (accept) {
          place();
        }
        if (state == State.FILLING && flushI) {
          state = State.FLUSH;
        }
      }
      case FULL -> {
        if (rdyI) {
          reg = (reg << wordBits) & registerMask;
          if (accept) {
            place();
          } else if (fill == 0) {
            state = State.EMPTY;
          } else {
            state = flushI ? State.FLUSH : State.FILLING;
          }
        }
      }
      case FLUSH -> {
        if (rdyI) {
          reg = (reg << wordBits) & registerMask;
          fill = 0;
          state = State.EMPTY;
        }
      }
    }
  }

  private void place() {
    reg |= ((code & (long) wordMask) << wordBits) >>> fill;
    fill += length;
    if (fill >= wordBits) {
      fill -= wordBits;
      state = State.FULL;
    } else {
      state = State.FILLING;
    }
  }

  boolean rdyO() {
    return ready;
  }

  boolean vldO() {
    return state == State.FULL || state == State.FLUSH;
  }

  boolean lastO() {
    return state == State.FLUSH || (state == State.FULL && flushI && fill == 0);
  }

  int dataO() {
    return (int) (reg >>> wordBits);
  }

  /** Bits of the code taken in this cycle, 0 if none. */
  int bitsAccepted() {
    return accept ? length : 0;
  }

  void declare(Signals signals) {
    signals.state("st_q", State.class, () -> state);
    signals.bit("vld_i", () -> vldI);
    signals.bit("rdy_o", this::rdyO);
    signals.bus("shift_i", logWordBits + 1, () -> length);
    signals.bit("flush_i", () -> flushI);
    signals.bus("data_o", wordBits, this::dataO);
    signals.bit("last_o", this::lastO);
    signals.bit("vld_o", this::vldO);
    signals.bit("rdy_i", () -> rdyI);
    signals.bit("idle_o", this::idleO);
    signals.bus("stream_reg_q", 2 * wordBits, () -> reg);
    signals.bus("shift_cnt_q", logWordBits + 1, () -> fill);
    signals.level("bits", 2 * wordBits - 1, this::bitsHeld);
    signals.activity("shift_streamer", () -> state != State.EMPTY || vldI);
  }

  private int bitsHeld() {
    return state == State.FULL ? wordBits + fill : fill;
  }
}
