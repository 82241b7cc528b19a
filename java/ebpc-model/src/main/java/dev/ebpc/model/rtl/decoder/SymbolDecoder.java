package dev.ebpc.model.rtl.decoder;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.rtl.Signals;

/**
 * {@code symbol_decoder} with its {@code expander}: a base, then one plane per cycle.
 *
 * <p>States: idle* (awaits a base), dbx_decode, zeros (within a run of zero planes). Registers:
 * {@code plane}, {@code zero}, {@code dbp}.
 */
final class SymbolDecoder {
  private enum State {
    IDLE,
    DBX_DECODE,
    ZEROS
  }

  private final HardwareParameters parameters;
  private final int wordBits;
  private final Expander expander;

  // registers
  private State state = State.IDLE;
  private int plane;
  private int zero;
  private int dbp;

  // wires
  private boolean push;
  private int data;
  private int takenBits;
  private boolean blockEnd;
  private boolean startsRun;
  private boolean hasBits;
  private boolean rdyI;

  SymbolDecoder(HardwareParameters parameters) {
    this.parameters = parameters;
    wordBits = parameters.wordBits();
    expander = new Expander(parameters);
  }

  /**
   * Combinational part.
   *
   * @param bits the unpacker's next bits, left aligned in W bits
   * @param fill how many of them are there
   * @param rdyI the plane collector can take a base
   */
  void evaluate(int bits, int fill, boolean rdyI) {
    this.rdyI = rdyI;
    push = false;
    takenBits = 0;
    startsRun = false;
    blockEnd = false;
    switch (state) {
      case IDLE -> {
        hasBits = fill >= wordBits;
        if (hasBits && rdyI) {
          push = true;
          data = bits;
          takenBits = wordBits;
        }
      }
      case DBX_DECODE -> {
        expander.evaluate(bits);
        hasBits = fill >= expander.lenO();
        if (hasBits) {
          pushPlane();
        }
      }
      case ZEROS -> {
        hasBits = true;
        push = true;
        data = dbp;
        takenBits = zero == 0 ? 3 + parameters.logWordBits() : 0;
        blockEnd = zero == 0 && plane >= wordBits;
      }
    }
  }

  private void pushPlane() {
    push = true;
    data = expander.isDbpO() ? 0 : dbp ^ expander.dbxDbpO();
    blockEnd = plane == wordBits;
    startsRun = expander.zerosO() > 1 && !blockEnd;
    takenBits = startsRun ? 0 : expander.lenO();
  }

  void tick(boolean clear) {
    if (clear || blockEnd) {
      state = State.IDLE;
      plane = 0;
      dbp = 0;
    } else if (push) {
      if (state == State.IDLE) {
        state = State.DBX_DECODE;
      } else {
        dbp = data;
        plane++;
        if (startsRun) {
          zero = expander.zerosO() - 2;
          state = State.ZEROS;
        } else if (state == State.ZEROS) {
          state = zero == 0 ? State.DBX_DECODE : State.ZEROS;
          zero = Math.max(0, zero - 1);
        }
      }
    }
  }

  /** A base or plane goes to the collector. */
  boolean pushO() {
    return push;
  }

  /** That base or plane. */
  int dataO() {
    return data;
  }

  /** The plane completes its block. */
  boolean blockEndO() {
    return blockEnd;
  }

  /** Bits the unpacker shall drop. */
  int lenO() {
    return takenBits;
  }

  /** What comes next is here: a base, a symbol or the rest of a run. */
  boolean hasBits() {
    return hasBits;
  }

  /** What comes next could go to the collector. */
  boolean canPush() {
    return rdyI || state != State.IDLE;
  }

  void declare(Signals signals) {
    signals.state("state_q", State.class, () -> state);
    signals.bus("len_o", parameters.logWordBits() + 1, () -> takenBits);
    signals.bus("data_o", wordBits, () -> data);
    signals.bit("push_o", this::pushO);
    signals.bit("vld_o", this::blockEndO);
    signals.bus("dbx_cnt_q", parameters.logWordBits() + 1, () -> plane);
    signals.bus("zero_cnt_q", parameters.logWordBits(), () -> zero);
    signals.bus("dbp_reg_q", parameters.blockSize() - 1, () -> dbp);
    signals.activity("symbol_decoder", this::pushO);
  }
}
