package dev.ebpc.model.run;

import dev.ebpc.model.Behaviour;
import dev.ebpc.model.HardwareParameters;
import java.util.List;

/**
 * What is played into an encoder.
 *
 * @param parameters what it is built with
 * @param behaviour as published or corrected
 * @param transmissions the words of each, W bits right aligned; at least one, none empty
 * @param start when the next transmission is offered
 * @param inputValid when the source may present a word
 * @param znzReady when the ZNZ sink takes a word
 * @param bpcReady when the BPC sink takes a word
 */
public record EncoderJob(
    HardwareParameters parameters,
    Behaviour behaviour,
    List<int[]> transmissions,
    Start start,
    StallPattern inputValid,
    StallPattern znzReady,
    StallPattern bpcReady) {

  /** When the next transmission is offered. */
  public enum Start {
    /** From the cycle after {@code idle_o} was seen high. */
    WHEN_IDLE,
    /** As soon as the previous word was taken. */
    BACK_TO_BACK
  }

  /**
   * Checks the words.
   *
   * @throws IllegalArgumentException if a transmission cannot be one or a word has more than W bits
   */
  public EncoderJob {
    transmissions = List.copyOf(transmissions);
    for (int[] words : transmissions) {
      HardwareParameters.requireWords(words.length);
      Words.requireWidth(words, parameters);
    }
  }

  /**
   * One transmission, no stalls, as published.
   *
   * @param parameters what the encoder is built with
   * @param words the words
   * @return the job
   */
  public static EncoderJob of(HardwareParameters parameters, int[] words) {
    return new EncoderJob(
        parameters,
        Behaviour.AS_PUBLISHED,
        List.of(words),
        Start.WHEN_IDLE,
        StallPattern.ALWAYS,
        StallPattern.ALWAYS,
        StallPattern.ALWAYS);
  }

  /** The same job for the other behaviour. */
  public EncoderJob with(Behaviour other) {
    return new EncoderJob(parameters, other, transmissions, start, inputValid, znzReady, bpcReady);
  }
}
