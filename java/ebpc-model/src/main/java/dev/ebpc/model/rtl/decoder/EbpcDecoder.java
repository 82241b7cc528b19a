package dev.ebpc.model.rtl.decoder;

import dev.ebpc.model.Behaviour;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.rtl.Signals;

/**
 * {@code ebpc_decoder}: at most one ZNZ word and one BPC word in, one word out per cycle.
 *
 * <p>Every cycle: {@link #evaluate} with the values of the input ports, then read the output ports,
 * then {@link #tick}. States of the top: idle*, running. Registers: {@code left}, words still to
 * come after the present one; {@code block_znz}, {@code block_bpc}: the last word of the stream has
 * been taken. No allocation after construction. Not thread-safe.
 */
public final class EbpcDecoder {
  private final HardwareParameters parameters;
  private final boolean corrected;

  private final ZrleDecoder zrleDecoder;
  private final Unpacker unpacker;
  private final SymbolDecoder symbolDecoder;
  private final PlaneBuffer planeBuffer;
  private final DeltaReverse deltaReverse;

  // registers
  private boolean running;
  private int left;
  private boolean blockZnz;
  private boolean blockBpc;
  // Corrected only: a flag 1 has been seen, so the BPC stream of this transmission is not empty.
  private boolean hasBpc;

  // input ports
  private boolean numWordsVldI;
  private int numWordsI;
  private boolean znzVldI;
  private int znzI;
  private boolean znzLastI;
  private boolean bpcVldI;
  private int bpcI;
  private boolean bpcLastI;
  private boolean rdyI;

  // wires
  private boolean flagVld;
  private boolean flag;
  private boolean vldO;
  private int dataO;
  private boolean taken;
  private boolean clear;
  private boolean clearBpc;
  private boolean znzRdyO;
  private boolean bpcRdyO;

  /**
   * A decoder after reset.
   *
   * @param parameters what it is built with
   * @param behaviour as published or corrected
   */
  public EbpcDecoder(HardwareParameters parameters, Behaviour behaviour) {
    this.parameters = parameters;
    corrected = behaviour == Behaviour.CORRECTED;
    zrleDecoder = new ZrleDecoder(parameters);
    unpacker = new Unpacker(parameters);
    symbolDecoder = new SymbolDecoder(parameters);
    planeBuffer = new PlaneBuffer(parameters);
    deltaReverse = new DeltaReverse(parameters, planeBuffer.slice());
  }

  /**
   * Offers the number of words of the next transmission; call before {@link #evaluate}.
   *
   * @param vldI there is one
   * @param numWordsI N-1, 24 bits
   */
  public void offerNumWords(boolean vldI, int numWordsI) {
    numWordsVldI = vldI;
    this.numWordsI = numWordsI;
  }

  /**
   * Offers a ZNZ word; call before {@link #evaluate}.
   *
   * @param vldI there is one
   * @param znzI W bits
   * @param lastI the last one of its transmission
   */
  public void offerZnz(boolean vldI, int znzI, boolean lastI) {
    znzVldI = vldI;
    this.znzI = znzI;
    znzLastI = lastI;
  }

  /**
   * Offers a BPC word; call before {@link #evaluate}.
   *
   * @param vldI there is one
   * @param bpcI W bits
   * @param lastI the last one of its transmission
   */
  public void offerBpc(boolean vldI, int bpcI, boolean lastI) {
    bpcVldI = vldI;
    this.bpcI = bpcI;
    bpcLastI = lastI;
  }

  /**
   * First phase of a cycle: all wires, in the order in which they depend on each other.
   *
   * @param rdyI the sink takes a word
   */
  public void evaluate(boolean rdyI) {
    this.rdyI = rdyI;
    // 1. Flag and value depend on registers only; together they are the word.
    flagVld = running && zrleDecoder.vldO();
    flag = zrleDecoder.znzO();
    vldO = flagVld && (!flag || deltaReverse.vldO());
    dataO = flag ? deltaReverse.dataO() : 0;
    taken = vldO && rdyI;
    clear = taken && left == 0;
    // Corrected: without a flag 1 the BPC words here belong to the next transmission.
    clearBpc = clear && (!corrected || hasBpc || flag);
    // 2. Ready goes up both paths.
    zrleDecoder.evaluate(taken, clear);
    deltaReverse.evaluate(taken && flag);
    planeBuffer.evaluate(deltaReverse.popsO() || clearBpc);
    symbolDecoder.evaluate(unpacker.dataO(), unpacker.fillStateO(), planeBuffer.rdyO());
    unpacker.evaluate(symbolDecoder.lenO(), clearBpc);
    znzRdyO = zrleDecoder.rdyO() && !blockZnz;
    bpcRdyO = unpacker.rdyO() && !blockBpc;
  }

  /** Second phase of a cycle: the clock edge. */
  public void tick() {
    boolean znzTaken = znzVldI && znzRdyO;
    boolean bpcTaken = bpcVldI && bpcRdyO;
    zrleDecoder.tick(znzTaken, znzI);
    unpacker.tick(bpcTaken, bpcI);
    // The collector reads the symbol decoder's wires, the delta stage the slice's old block.
    deltaReverse.tick(clearBpc);
    planeBuffer.tick(
        symbolDecoder.pushO(), symbolDecoder.dataO(), symbolDecoder.blockEndO(), clearBpc);
    symbolDecoder.tick(clearBpc);
    tickTop(znzTaken, bpcTaken);
  }

  private void tickTop(boolean znzTaken, boolean bpcTaken) {
    // As published, a last word that comes while idle goes unnoticed.
    boolean notices = running || corrected;
    blockZnz |= notices && znzTaken && znzLastI;
    blockBpc |= notices && bpcTaken && bpcLastI;
    if (clear) {
      blockZnz = false;
      running = false;
      hasBpc = false;
      if (clearBpc) {
        blockBpc = false;
      }
    } else if (running) {
      if (taken) {
        left--;
        hasBpc |= flag;
      }
    } else if (numWordsVldI) {
      running = true;
      left = numWordsI;
      if (!corrected) {
        blockZnz = false;
        blockBpc = false;
      }
    }
  }

  /** A number of words offered in this cycle is taken. */
  public boolean numWordsRdyO() {
    return !running;
  }

  /** A ZNZ word offered in this cycle is taken. */
  public boolean znzRdyO() {
    return znzRdyO;
  }

  /** A BPC word offered in this cycle is taken. */
  public boolean bpcRdyO() {
    return bpcRdyO;
  }

  /** A word is offered. */
  public boolean vldO() {
    return vldO;
  }

  /** The word, W bits. */
  public int dataO() {
    return dataO;
  }

  /** The word, offered or not yet, is the last one of its transmission. */
  public boolean lastO() {
    return flagVld && left == 0;
  }

  /** The word that comes next is not zero and waits for the BPC path; no port of the RTL. */
  public boolean awaitsBpc() {
    return flagVld && flag && !vldO;
  }

  /**
   * Everything there is to see.
   *
   * @return signals, channels and storages, named as in the RTL
   */
  public Signals signals() {
    Signals top = new Signals("ebpc_decoder");
    int wordBits = parameters.wordBits();
    top.activity("ebpc_decoder", () -> running);
    top.channel(
        "num_words",
        "num_words_source",
        "ebpc_decoder",
        () -> numWordsVldI,
        this::numWordsRdyO,
        24,
        () -> numWordsI);
    top.channel(
        "znz", "znz_source", "zrle_decoder", () -> znzVldI, this::znzRdyO, wordBits, () -> znzI);
    top.channel("flag", "zrle_decoder", "ebpc_decoder", zrleDecoder::vldO, this::wantsFlag);
    top.channel(
        "bpc", "bpc_source", "unpacker", () -> bpcVldI, this::bpcRdyO, wordBits, () -> bpcI);
    top.channel(
        "symbol", "unpacker", "symbol_decoder", symbolDecoder::hasBits, symbolDecoder::canPush);
    declarePorts(top);
    declareWires(top);
    zrleDecoder.declare(top.scope("zrld_i"));
    Signals bpcDecoder = top.scope("bpcd_i");
    unpacker.declare(bpcDecoder.scope("unpacker_i"));
    symbolDecoder.declare(bpcDecoder.scope("decoder_i"));
    planeBuffer.declare(bpcDecoder.scope("buffer_i"));
    deltaReverse.declare(bpcDecoder.scope("dr_i"));
    top.channel(
        "value", "delta_reverse", "ebpc_decoder", deltaReverse::vldO, () -> wantsValue() && rdyI);
    top.channel("word", "ebpc_decoder", "sink", this::vldO, () -> rdyI, wordBits, this::dataO);
    return top;
  }

  private void declarePorts(Signals top) {
    top.bus("bpc_i", parameters.wordBits(), () -> bpcI);
    top.bit("bpc_last_i", () -> bpcLastI);
    top.bit("bpc_vld_i", () -> bpcVldI);
    top.bit("bpc_rdy_o", this::bpcRdyO);
    top.bus("znz_i", parameters.wordBits(), () -> znzI);
    top.bit("znz_last_i", () -> znzLastI);
    top.bit("znz_vld_i", () -> znzVldI);
    top.bit("znz_rdy_o", this::znzRdyO);
    top.bus("num_words_i", 24, () -> numWordsI);
    top.bit("num_words_vld_i", () -> numWordsVldI);
    top.bit("num_words_rdy_o", this::numWordsRdyO);
    top.bus("data_o", parameters.wordBits(), this::dataO);
    top.bit("last_o", this::lastO);
    top.bit("vld_o", this::vldO);
    top.bit("rdy_i", () -> rdyI);
  }

  private void declareWires(Signals top) {
    // The RTL has a state more, flush = 2, which it never reaches.
    top.bus("state_q", 2, () -> running ? 1 : 0);
    top.bus("word_cnt_q", 24, () -> left);
    top.bit("block_znz_inp_q", () -> blockZnz);
    top.bit("block_bpc_inp_q", () -> blockBpc);
    top.bit("flush_to_zrld", () -> clear);
    top.bit("clr_to_bpc", () -> clearBpc);
  }

  /** The flag at hand, or whichever comes, could be consumed in this cycle. */
  private boolean wantsFlag() {
    return running && rdyI && !(wantsValue() && !deltaReverse.vldO());
  }

  private boolean wantsValue() {
    return flagVld && flag;
  }
}
