package dev.ebpc.model.rtl.encoder;

import dev.ebpc.model.rtl.Signals;

/**
 * What {@code done_gen} should be: three flip-flops that remember which of the two last handshakes
 * have happened and whether there is a BPC stream at all.
 *
 * <p>Needs the corrected top, which lets no word of the next transmission in before the pulse.
 */
final class CorrectedDoneGen {
  // registers
  private boolean hasBpc;
  private boolean znzDone;
  private boolean bpcDone;

  // wires
  private boolean bpcOffered;
  private boolean znzLastTaken;
  private boolean bpcLastTaken;
  private boolean done;

  /**
   * Combinational part.
   *
   * @param bpcOffered a word is offered to the BPC path, so there will be a last BPC word
   * @param znzLastTaken the last ZNZ word is taken
   * @param bpcLastTaken the last BPC word is taken
   */
  void evaluate(boolean bpcOffered, boolean znzLastTaken, boolean bpcLastTaken) {
    this.bpcOffered = bpcOffered;
    this.znzLastTaken = znzLastTaken;
    this.bpcLastTaken = bpcLastTaken;
    done = (znzDone || znzLastTaken) && (bpcDone || bpcLastTaken || !hasBpc);
  }

  void tick() {
    hasBpc = !done && (hasBpc || bpcOffered);
    znzDone = !done && (znzDone || znzLastTaken);
    bpcDone = !done && (bpcDone || bpcLastTaken);
  }

  boolean blkDoneO() {
    return done;
  }

  void declare(Signals signals) {
    signals.bit("has_bpc_q", () -> hasBpc);
    signals.bit("znz_done_q", () -> znzDone);
    signals.bit("bpc_done_q", () -> bpcDone);
    signals.bit("blk_done_o", this::blkDoneO);
  }
}
