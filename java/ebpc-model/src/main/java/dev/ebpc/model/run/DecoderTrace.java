package dev.ebpc.model.run;

/**
 * What happened at the ports of a decoder.
 *
 * @param num numbers of words taken; the word is N-1
 * @param znz ZNZ words taken
 * @param bpc BPC words taken
 * @param out words delivered
 * @param cycles cycles that were run
 * @param complete every transmission came out; otherwise the decoder hangs, because words were
 *     missing or, as published, lost
 * @param awaitsBpc at the end of the run it was the BPC stream that the next word waited for
 */
public record DecoderTrace(
    Handshakes num,
    Handshakes znz,
    Handshakes bpc,
    Handshakes out,
    int cycles,
    boolean complete,
    boolean awaitsBpc) {

  /** Cycles from the first number of words to the last word out, both included. */
  public int outputCycles() {
    return out.cycle(out.size() - 1) - num.cycle(0) + 1;
  }
}
