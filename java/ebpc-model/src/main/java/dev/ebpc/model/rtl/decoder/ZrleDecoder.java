package dev.ebpc.model.rtl.decoder;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.rtl.Signals;

/**
 * {@code zrle_decoder}: ZNZ words in, one flag per word of the transmission out.
 *
 * <p>States: empty*, filling (less than a word is here), full (more), zeros (within a run).
 * Registers: {@code reg} of 2W bits, {@code fill}, {@code run}.
 */
final class ZrleDecoder {
  private enum State {
    EMPTY,
    FILLING,
    FULL,
    ZEROS
  }

  private final int wordBits;
  private final int logWordBits;
  private final int zeroBits;
  private final long registerMask;

  // registers
  private State state = State.EMPTY;
  private long reg;
  private int fill;
  private int run;

  // wires
  private boolean vldI;
  private int znzI;
  private boolean clear;
  private boolean taken;
  private boolean ready;
  private int codeLength;

  ZrleDecoder(HardwareParameters parameters) {
    wordBits = parameters.wordBits();
    logWordBits = parameters.logWordBits();
    zeroBits = parameters.logMaxZeroRun();
    registerMask = -1L >>> (64 - 2 * wordBits);
  }

  /** A flag is there. */
  boolean vldO() {
    return state == State.FULL
        || state == State.ZEROS
        || (state == State.FILLING && fill > (topBit() ? 0 : zeroBits));
  }

  /** The flag: the word is not zero. */
  boolean znzO() {
    return state != State.ZEROS && topBit();
  }

  private boolean topBit() {
    return ((reg >>> (2 * wordBits - 1)) & 1) != 0;
  }

  private int runField() {
    return (int) (reg >>> (2 * wordBits - 1 - zeroBits)) & ((1 << zeroBits) - 1);
  }

  /**
   * Combinational part.
   *
   * @param taken the flag is consumed in this cycle
   * @param clear the transmission ends in this cycle
   */
  void evaluate(boolean taken, boolean clear) {
    this.taken = taken;
    this.clear = clear;
    codeLength = topBit() ? 1 : 1 + zeroBits;
    ready =
        !clear
            && switch (state) {
              case EMPTY, FILLING -> true;
              case FULL -> taken && fill - codeLength < wordBits;
              case ZEROS -> false;
            };
  }

  void tick(boolean vldI, int znzI) {
    this.vldI = vldI;
    this.znzI = znzI;
    if (clear) {
      clear();
      return;
    }
    boolean word = vldI && ready;
    switch (state) {
      case EMPTY -> {
        if (word) {
          fill = 0;
          reg = 0;
          place();
          state = State.FULL;
        }
      }
      case FULL, FILLING -> shift(word);
      case ZEROS -> {
        if (taken) {
          run--;
          if (run < 0) {
            run = 0;
            state = fill < wordBits ? State.FILLING : State.FULL;
          }
        }
      }
    }
  }

  private void shift(boolean word) {
    boolean startsRun = taken && !topBit() && runField() > 0;
    if (startsRun) {
      run = runField() - 1;
    }
    if (taken) {
      reg = (reg << codeLength) & registerMask;
      fill -= codeLength;
    }
    if (word) {
      place();
    }
    if (startsRun) {
      state = State.ZEROS;
    } else if (word || fill >= wordBits) {
      state = State.FULL;
    } else {
      state = state == State.FILLING && taken && fill == 0 ? State.EMPTY : State.FILLING;
    }
  }

  private void place() {
    reg |= ((znzI & 0xFFFFFFFFL) << wordBits) >>> fill;
    fill += wordBits;
  }

  private void clear() {
    if (state != State.ZEROS) {
      reg = 0;
      fill = 0;
      run = 0;
    }
    state = State.EMPTY;
  }

  boolean rdyO() {
    return ready;
  }

  void declare(Signals signals) {
    signals.state("state_q", State.class, () -> state);
    signals.bit("vld_i", () -> vldI);
    signals.bus("znz_i", wordBits, () -> znzI);
    signals.bit("rdy_o", this::rdyO);
    signals.bit("znz_o", this::znzO);
    signals.bit("vld_o", this::vldO);
    signals.bit("rdy_i", () -> taken);
    signals.bit("flush_i", () -> clear);
    signals.bus("stream_reg_q", 2 * wordBits, () -> reg);
    signals.bus("fill_state_q", logWordBits + 1, () -> fill);
    signals.bus("zero_cnt_q", zeroBits, () -> run);
    signals.level("bits", 2 * wordBits - 1, () -> state == State.EMPTY ? 0 : fill);
    signals.activity("zrle_decoder", this::vldO);
  }
}
