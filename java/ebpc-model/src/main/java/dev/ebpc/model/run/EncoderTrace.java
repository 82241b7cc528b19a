package dev.ebpc.model.run;

/**
 * What happened at the ports of an encoder.
 *
 * @param input words taken
 * @param znz ZNZ words delivered
 * @param bpc BPC words delivered
 * @param blkDone the pulses of {@code blk_done_o}; words and flags have no meaning
 * @param idleChanges cycles in which {@code idle_o} took a new value, which is the word; the first
 *     is cycle 0
 * @param cycles cycles that were run
 * @param znzBits bits of all ZNZ streams before padding
 * @param bpcBits bits of all BPC streams before padding
 */
public record EncoderTrace(
    Handshakes input,
    Handshakes znz,
    Handshakes bpc,
    Handshakes blkDone,
    Handshakes idleChanges,
    int cycles,
    long znzBits,
    long bpcBits) {

  /** Cycles from the first to the last input handshake, both included: the paper's throughput. */
  public int inputCycles() {
    return input.cycle(input.size() - 1) - input.cycle(0) + 1;
  }
}
