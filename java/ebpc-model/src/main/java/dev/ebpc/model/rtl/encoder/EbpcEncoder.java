package dev.ebpc.model.rtl.encoder;

import dev.ebpc.model.Behaviour;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.rtl.Signals;

/**
 * {@code ebpc_encoder}: one word in, at most one ZNZ word and one BPC word out per cycle.
 *
 * <p>Every cycle: {@link #evaluate} with the values of the input ports, then read the output ports,
 * then {@link #tick}. States of the top: idle*, running, wait_rdy, flush. Registers: {@code data},
 * {@code last}, {@code wait_bpc}, {@code block_cnt}. No allocation after construction. Not
 * thread-safe.
 */
public final class EbpcEncoder {
  private enum State {
    IDLE,
    RUNNING,
    WAIT_RDY,
    FLUSH
  }

  private final HardwareParameters parameters;
  private final boolean corrected;
  private final int blockMask;

  private final DbpDbxEnc dbpDbx;
  private final SeqCoder seqCoder;
  private final ShiftStreamer streamer;
  private final BpcBuffer bpcBuffer;
  private final Zrle zrle;
  private final DoneGen doneGen = new DoneGen();
  private final CorrectedDoneGen correctedDoneGen = new CorrectedDoneGen();

  // registers
  private State state = State.IDLE;
  private int data;
  private boolean last;
  private boolean waitBpc;
  private int blockCnt;

  // input ports
  private boolean vldI;
  private int dataI;
  private boolean lastI;
  private boolean znzRdyI;
  private boolean bpcRdyI;

  // wires
  private boolean bpcOffered;
  private boolean znzOffered;
  private boolean bpcIdle;
  private boolean wasLast;
  private boolean flush;
  private State next = State.IDLE;
  private boolean waitBpcNext;
  private boolean blockCntUp;
  private boolean rdyO;

  /**
   * An encoder after reset.
   *
   * @param parameters what it is built with
   * @param behaviour as published or corrected
   */
  public EbpcEncoder(HardwareParameters parameters, Behaviour behaviour) {
    this.parameters = parameters;
    corrected = behaviour == Behaviour.CORRECTED;
    blockMask = parameters.blockSize() - 1;
    dbpDbx = new DbpDbxEnc(parameters);
    seqCoder = new SeqCoder(parameters);
    streamer = seqCoder.streamer();
    bpcBuffer = new BpcBuffer(parameters);
    zrle = new Zrle(parameters);
    // Corrected: `last` tells idle between transmissions from idle within one, so it resets to 1.
    last = corrected;
  }

  /**
   * First phase of a cycle: all wires, in the order in which they depend on each other.
   *
   * @param vldI a word is offered
   * @param dataI the word, W bits
   * @param lastI it is the last one of its transmission
   * @param znzRdyI the ZNZ sink takes a word
   * @param bpcRdyI the BPC sink takes a word
   */
  public void evaluate(boolean vldI, int dataI, boolean lastI, boolean znzRdyI, boolean bpcRdyI) {
    this.vldI = vldI;
    this.dataI = dataI;
    this.lastI = lastI;
    this.znzRdyI = znzRdyI;
    this.bpcRdyI = bpcRdyI;
    // 1. What the top offers depends on its registers only.
    boolean padding = state == State.FLUSH && blockCnt != 0;
    bpcOffered =
        (state == State.RUNNING && data != 0) || (state == State.WAIT_RDY && waitBpc) || padding;
    znzOffered = state == State.RUNNING || (state == State.WAIT_RDY && !waitBpc);
    // 2. Idle and flush go down the BPC path.
    boolean deltaIdle = dbpDbx.idleO(bpcOffered);
    bpcIdle = deltaIdle && seqCoder.idleO();
    flush = state == State.FLUSH && !padding && !bpcIdle;
    // 3. Ready comes back up.
    bpcBuffer.evaluateReady(bpcRdyI);
    seqCoder.evaluate(flush && deltaIdle, bpcBuffer.rdyO());
    dbpDbx.evaluate(bpcOffered, padding ? 0 : data, seqCoder.rdyO());
    zrle.evaluate(znzOffered, data != 0, last, znzRdyI);
    // 4. The top moves on, which settles the last wires.
    step(padding);
    bpcBuffer.evaluate(streamer.vldO(), streamer.dataO(), streamer.lastO(), wasLast);
    evaluateDone();
  }

  private void step(boolean padding) {
    next = state;
    rdyO = false;
    wasLast = false;
    blockCntUp = false;
    waitBpcNext = waitBpc;
    boolean bpcRdy = dbpDbx.rdyO();
    boolean znzRdy = zrle.rdyO();
    switch (state) {
      case IDLE -> {
        rdyO = !corrected || !last || idleO();
        if (vldI && rdyO) {
          next = State.RUNNING;
        }
      }
      case RUNNING -> {
        if (data == 0) {
          stepZero(znzRdy);
        } else if (bpcRdy && znzRdy) {
          finishNonZero();
        } else if (bpcRdy || znzRdy) {
          waitBpcNext = znzRdy;
          next = State.WAIT_RDY;
        }
      }
      case WAIT_RDY -> {
        if (waitBpc ? bpcRdy : znzRdy) {
          finishNonZero();
        }
      }
      case FLUSH -> {
        if (padding) {
          blockCntUp = bpcRdy;
        } else if (bpcIdle) {
          // Corrected: whatever is still in the buffer was the last word.
          wasLast = corrected;
          next = State.IDLE;
        }
      }
    }
  }

  private void stepZero(boolean znzRdy) {
    if (!znzRdy) {
      return;
    }
    if (!last) {
      nextWord();
    } else if (bpcIdle) {
      wasLast = true;
      next = State.IDLE;
    } else {
      next = State.FLUSH;
    }
  }

  private void finishNonZero() {
    blockCntUp = true;
    nextWord();
  }

  private void nextWord() {
    if (last) {
      next = State.FLUSH;
    } else {
      rdyO = true;
      next = vldI ? State.RUNNING : State.IDLE;
    }
  }

  private void evaluateDone() {
    boolean znzLastTaken = zrle.lastO() && znzRdyI;
    boolean bpcLastTaken = bpcBuffer.lastO() && bpcRdyI;
    if (corrected) {
      correctedDoneGen.evaluate(bpcOffered, znzLastTaken, bpcLastTaken);
    } else {
      boolean bufferAgrees = bpcBuffer.empty() || (streamer.vldO() && bpcBuffer.rdyO());
      doneGen.evaluate(
          znzOffered, zrle.lastO(), znzLastTaken, bpcIdle, bpcLastTaken, wasLast && bufferAgrees);
    }
  }

  /** Second phase of a cycle: the clock edge. */
  public void tick() {
    if (vldI && rdyO) {
      data = dataI;
      last = lastI;
    }
    if (blockCntUp) {
      blockCnt = (blockCnt + 1) & blockMask;
    }
    waitBpc = waitBpcNext;
    state = next;
    bpcBuffer.tick();
    seqCoder.tick(dbpDbx.vldO(), dbpDbx.dbpBlockO());
    dbpDbx.tick();
    zrle.tick();
    if (corrected) {
      correctedDoneGen.tick();
    } else {
      doneGen.tick();
    }
  }

  /** A word offered in this cycle is taken. */
  public boolean rdyO() {
    return rdyO;
  }

  /**
   * {@code idle_o}: the top waits for a word and nothing is under way; as published, a last BPC
   * word may still wait in its buffer.
   */
  public boolean idleO() {
    boolean idle = state == State.IDLE && bpcIdle && zrle.idleO();
    return corrected ? idle && last && bpcBuffer.empty() : idle;
  }

  /** A ZNZ word is offered. */
  public boolean znzVldO() {
    return zrle.vldO();
  }

  /** The ZNZ word, W bits. */
  public int znzDataO() {
    return zrle.dataO();
  }

  /** The ZNZ word is the last one of its transmission. */
  public boolean znzLastO() {
    return zrle.lastO();
  }

  /** A BPC word is offered. */
  public boolean bpcVldO() {
    return bpcBuffer.vldO();
  }

  /** The BPC word, W bits. */
  public int bpcDataO() {
    return bpcBuffer.dataO();
  }

  /** The BPC word is the last one of its transmission. */
  public boolean bpcLastO() {
    return bpcBuffer.lastO();
  }

  /** {@code blk_done_o}: a transmission is complete. */
  public boolean blkDoneO() {
    return corrected ? correctedDoneGen.blkDoneO() : doneGen.blkDoneO();
  }

  /** Bits that entered the ZNZ register at the last clock edge; no port of the RTL. */
  public int znzBitsAppended() {
    return zrle.bitsAppended();
  }

  /** Bits that enter the BPC streamer in this cycle; no port of the RTL. */
  public int bpcBitsAccepted() {
    return streamer.bitsAccepted();
  }

  /**
   * Everything there is to see.
   *
   * @return signals, channels and storages, named as in the RTL
   */
  public Signals signals() {
    Signals top = new Signals("ebpc_encoder");
    int wordBits = parameters.wordBits();
    top.activity("ebpc_encoder", () -> state != State.IDLE || (vldI && rdyO));
    top.channel("word", "source", "ebpc_encoder", () -> vldI, this::rdyO, wordBits, () -> dataI);
    top.channel("flag", "ebpc_encoder", "zrle", () -> znzOffered, zrle::rdyO);
    top.channel("znz", "zrle", "znz_sink", this::znzVldO, () -> znzRdyI, wordBits, this::znzDataO);
    top.channel("nonzero", "ebpc_encoder", "dbp_dbx_enc", () -> bpcOffered, dbpDbx::rdyO);
    top.channel("block", "dbp_dbx_enc", "seq_coder", dbpDbx::vldO, seqCoder::rdyO);
    declarePorts(top);
    declareWires(top);
    Signals bpcEncoder = top.scope("bpc_encoder_i");
    dbpDbx.declare(bpcEncoder.scope("dbp_dbx_i"));
    seqCoder.declare(bpcEncoder.scope("seq_coder_i"));
    bpcBuffer.declare(top.scope("bpc_buf_i"));
    zrle.declare(top.scope("zrle_i"));
    Signals done = top.scope("done_gen_i");
    if (corrected) {
      correctedDoneGen.declare(done);
    } else {
      doneGen.declare(done);
    }
    top.channel("bpcword", "shift_streamer", "bpc_buffer", streamer::vldO, bpcBuffer::rdyO);
    top.channel(
        "bpc", "bpc_buffer", "bpc_sink", this::bpcVldO, () -> bpcRdyI, wordBits, this::bpcDataO);
    return top;
  }

  private void declarePorts(Signals top) {
    top.bus("data_i", parameters.wordBits(), () -> dataI);
    top.bit("last_i", () -> lastI);
    top.bit("vld_i", () -> vldI);
    top.bit("rdy_o", this::rdyO);
    top.bit("idle_o", this::idleO);
    top.bus("znz_data_o", parameters.wordBits(), this::znzDataO);
    top.bit("znz_last_o", this::znzLastO);
    top.bit("znz_vld_o", this::znzVldO);
    top.bit("znz_rdy_i", () -> znzRdyI);
    top.bus("bpc_data_o", parameters.wordBits(), this::bpcDataO);
    top.bit("bpc_last_o", this::bpcLastO);
    top.bit("bpc_vld_o", this::bpcVldO);
    top.bit("bpc_rdy_i", () -> bpcRdyI);
    top.bit("blk_done_o", this::blkDoneO);
  }

  private void declareWires(Signals top) {
    top.state("state_q", State.class, () -> state);
    top.bus("data_reg_q", parameters.wordBits(), () -> data);
    top.bit("last_q", () -> last);
    top.bit("wait_rdy_q", () -> waitBpc);
    top.bus("block_cnt_q", parameters.logBlockSize(), () -> blockCnt);
    top.bit("vld_to_bpc", () -> bpcOffered);
    top.bit("rdy_from_bpc", dbpDbx::rdyO);
    top.bit("vld_to_znz", () -> znzOffered);
    top.bit("rdy_from_znz", zrle::rdyO);
    top.bit("bpc_idle", () -> bpcIdle);
    top.bit("bpc_was_last", () -> wasLast);
    top.bit("flush", () -> flush);
  }
}
