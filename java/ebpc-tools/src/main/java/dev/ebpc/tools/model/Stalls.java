package dev.ebpc.tools.model;

import dev.ebpc.model.run.StallPattern;

/**
 * Who may act in which cycles.
 *
 * @param inputValid the encoder's source
 * @param znzReady the encoder's ZNZ sink
 * @param bpcReady the encoder's BPC sink
 * @param znzValid the decoder's ZNZ source
 * @param bpcValid the decoder's BPC source
 * @param outReady the decoder's sink
 */
public record Stalls(
    StallPattern inputValid,
    StallPattern znzReady,
    StallPattern bpcReady,
    StallPattern znzValid,
    StallPattern bpcValid,
    StallPattern outReady) {
  /** Everybody acts in every cycle. */
  public static final Stalls NONE =
      new Stalls(
          StallPattern.ALWAYS,
          StallPattern.ALWAYS,
          StallPattern.ALWAYS,
          StallPattern.ALWAYS,
          StallPattern.ALWAYS,
          StallPattern.ALWAYS);
}
