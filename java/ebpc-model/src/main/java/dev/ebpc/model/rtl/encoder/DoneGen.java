package dev.ebpc.model.rtl.encoder;

import dev.ebpc.model.rtl.Signals;

/**
 * {@code done_gen} as published: guesses from handshakes when a transmission is complete.
 *
 * <p>Six states, no other register; which handshake has been seen and which is awaited is all it
 * knows, so pulses are missed or merged in corner cases ({@code docs/hardware-model.md}).
 */
final class DoneGen {
  private enum State {
    IDLE,
    STARTED,
    AWAIT_BOTH,
    AWAIT_BPC,
    AWAIT_ZNZ,
    AWAIT_BPC_OR_NONE
  }

  // registers
  private State state = State.IDLE;

  // wires
  private State next = State.IDLE;
  private boolean done;

  /**
   * Combinational part.
   *
   * @param flagOffered the top offers a flag to the ZNZ coder
   * @param znzLast the ZNZ word at the port is the last one, taken or not
   * @param znzLastTaken and it is taken
   * @param bpcIdle nothing is in the BPC path in front of its buffer
   * @param bpcLastTaken the last BPC word is taken
   * @param wasLastSettled the top says that the last BPC word has passed, and the buffer agrees
   */
  void evaluate(
      boolean flagOffered,
      boolean znzLast,
      boolean znzLastTaken,
      boolean bpcIdle,
      boolean bpcLastTaken,
      boolean wasLastSettled) {
    done = false;
    next = state;
    switch (state) {
      case IDLE -> {
        if (flagOffered) {
          next = State.STARTED;
        }
      }
      case STARTED -> {
        if (!bpcIdle && !znzLast) {
          next = State.AWAIT_BOTH;
        } else if (!bpcIdle && znzLastTaken) {
          next = State.AWAIT_BPC;
        } else if (bpcIdle && wasLastSettled) {
          next = State.AWAIT_ZNZ;
        } else if (znzLastTaken) {
          next = State.AWAIT_BPC_OR_NONE;
        }
      }
      case AWAIT_BOTH -> {
        if (znzLastTaken && bpcLastTaken) {
          finish();
        } else if (znzLastTaken) {
          next = State.AWAIT_BPC;
        } else if (bpcLastTaken) {
          next = State.AWAIT_ZNZ;
        }
      }
      case AWAIT_BPC -> {
        if (bpcLastTaken) {
          finish();
        }
      }
      case AWAIT_ZNZ -> {
        if (znzLastTaken) {
          finish();
        }
      }
      case AWAIT_BPC_OR_NONE -> {
        if (!bpcIdle) {
          next = State.AWAIT_BPC;
        } else if (wasLastSettled) {
          finish();
        }
      }
    }
  }

  private void finish() {
    done = true;
    next = State.IDLE;
  }

  void tick() {
    state = next;
  }

  boolean blkDoneO() {
    return done;
  }

  void declare(Signals signals) {
    signals.state("state_q", State.class, () -> state);
    signals.bit("blk_done_o", this::blkDoneO);
  }
}
