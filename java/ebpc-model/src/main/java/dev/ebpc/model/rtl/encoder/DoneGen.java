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
    WAIT_FOR_ZNZ_LAST,
    WAIT_FOR_ZNZ_AND_BPC_LAST,
    WAIT_FOR_ZNZ_AND_BPC_WAS_LAST,
    WAIT_FOR_BPC_LAST,
    WAIT_FOR_BPC_WAS_LAST
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
          next = State.WAIT_FOR_ZNZ_AND_BPC_WAS_LAST;
        }
      }
      case WAIT_FOR_ZNZ_AND_BPC_WAS_LAST -> {
        if (!bpcIdle && !znzLast) {
          next = State.WAIT_FOR_ZNZ_AND_BPC_LAST;
        } else if (!bpcIdle && znzLastTaken) {
          next = State.WAIT_FOR_BPC_LAST;
        } else if (bpcIdle && wasLastSettled) {
          next = State.WAIT_FOR_ZNZ_LAST;
        } else if (znzLastTaken) {
          next = State.WAIT_FOR_BPC_WAS_LAST;
        }
      }
      case WAIT_FOR_ZNZ_AND_BPC_LAST -> {
        if (znzLastTaken && bpcLastTaken) {
          finish();
        } else if (znzLastTaken) {
          next = State.WAIT_FOR_BPC_LAST;
        } else if (bpcLastTaken) {
          next = State.WAIT_FOR_ZNZ_LAST;
        }
      }
      case WAIT_FOR_BPC_LAST -> {
        if (bpcLastTaken) {
          finish();
        }
      }
      case WAIT_FOR_ZNZ_LAST -> {
        if (znzLastTaken) {
          finish();
        }
      }
      case WAIT_FOR_BPC_WAS_LAST -> {
        if (!bpcIdle) {
          next = State.WAIT_FOR_BPC_LAST;
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
