package dev.ebpc.model.rtl.encoder;

import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.rtl.DbpBlock;
import dev.ebpc.model.rtl.FifoSlice;
import dev.ebpc.model.rtl.Signals;

/**
 * {@code seq_coder}, the plane coder: base, then one plane per cycle, of the block in its slice.
 *
 * <p>States: idle*, fill. Registers: {@code cnt}, planes still to come after the present one;
 * {@code zeros}, length of the zero-plane run that is open; {@code was_zero}.
 */
final class SeqCoder {
  private enum State {
    IDLE,
    FILL
  }

  private final HardwareParameters parameters;
  private final int wordBits;
  private final FifoSlice slice;
  private final DbxCompressor compressor;
  private final ShiftStreamer streamer;

  // registers
  private State state = State.IDLE;
  private int cnt;
  private int zeros;
  private boolean wasZero;

  // wires
  private boolean zeroPlane;
  private boolean codeVld;
  private boolean codeAccepted;
  private boolean runBeforePlane;

  SeqCoder(HardwareParameters parameters) {
    this.parameters = parameters;
    wordBits = parameters.wordBits();
    slice = new FifoSlice(wordBits + 1);
    compressor = new DbxCompressor(parameters);
    streamer = new ShiftStreamer(parameters);
    cnt = wordBits;
  }

  boolean idleO() {
    return state == State.IDLE && !slice.vldO() && streamer.idleO();
  }

  /**
   * Combinational part.
   *
   * @param flushI nothing more will come: let the last word go
   * @param rdyI the BPC buffer takes a word
   */
  void evaluate(boolean flushI, boolean rdyI) {
    streamer.evaluate(flushI && state == State.IDLE && !slice.vldO(), rdyI);
    boolean popped = false;
    if (state == State.IDLE) {
      codeVld = slice.vldO();
      codeAccepted = streamer.offer(codeVld, slice.doutO().base(), wordBits);
    } else {
      selectCode();
      codeAccepted = streamer.offer(codeVld, compressor.code(), compressor.length());
      popped = codeAccepted && !runBeforePlane && cnt == 0;
    }
    slice.evaluate(popped);
  }

  private void selectCode() {
    DbpBlock block = slice.doutO();
    int k = wordBits - cnt;
    zeroPlane = compressor.selectDbx(block, k) == 0;
    runBeforePlane = !zeroPlane && wasZero;
    codeVld = !zeroPlane || cnt == 0;
    if (runBeforePlane) {
      compressor.encodeRun(zeros);
    } else if (!zeroPlane) {
      compressor.encodePlane(block, k);
    } else if (cnt == 0) {
      compressor.encodeRun(zeros + 1);
    }
  }

  void tick(boolean vldI, DbpBlock dbpBlockI) {
    if (state == State.IDLE) {
      if (codeAccepted) {
        state = State.FILL;
      }
    } else if (!codeVld) {
      // A zero plane only lengthens the run; this takes its cycle even if the streamer waits.
      zeros++;
      wasZero = true;
      cnt--;
    } else if (codeAccepted) {
      advance();
    }
    streamer.tick();
    slice.tick(vldI, dbpBlockI);
  }

  private void advance() {
    zeros = 0;
    wasZero = false;
    if (runBeforePlane) {
      return;
    }
    if (cnt == 0) {
      cnt = wordBits;
      state = State.IDLE;
    } else {
      cnt--;
    }
  }

  /** Can take a block. */
  boolean rdyO() {
    return slice.rdyO();
  }

  ShiftStreamer streamer() {
    return streamer;
  }

  void declare(Signals signals) {
    signals.state("state_q", State.class, () -> state);
    signals.bit("rdy_o", this::rdyO);
    signals.bit("idle_o", this::idleO);
    signals.bus("dbx_cnt_q", parameters.logWordBits() + 1, () -> cnt);
    signals.bus("zero_cnt_q", parameters.logWordBits() + 1, () -> zeros);
    signals.bit("last_was_zero_q", () -> wasZero);
    signals.bit("shift_vld", () -> codeVld);
    signals.bit("shift_rdy", streamer::rdyO);
    signals.activity("seq_coder", slice::vldO);
    slice.declare(signals.scope("slice_i"));
    signals.scope("compressor_i").bus("dbx", parameters.blockSize() - 1, compressor::dbx);
    streamer.declare(signals.scope("streamer_i"));
    signals.channel("code", "seq_coder", "shift_streamer", () -> codeVld, streamer::rdyO);
  }
}
