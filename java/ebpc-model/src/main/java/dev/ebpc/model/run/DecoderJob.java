package dev.ebpc.model.run;

import dev.ebpc.model.Behaviour;
import dev.ebpc.model.HardwareParameters;
import java.util.List;

/**
 * What is played into a decoder.
 *
 * @param parameters what it is built with
 * @param behaviour as published or corrected
 * @param transmissions what to decode
 * @param start when the streams of a transmission are offered
 * @param znzValid when the ZNZ source may present a word
 * @param bpcValid when the BPC source may present a word
 * @param outReady when the sink takes a word
 */
public record DecoderJob(
    HardwareParameters parameters,
    Behaviour behaviour,
    List<Streams> transmissions,
    Start start,
    StallPattern znzValid,
    StallPattern bpcValid,
    StallPattern outReady) {

  /** When the streams of a transmission are offered. */
  public enum Start {
    /** From the cycle after its number of words was taken: the safe use. */
    AFTER_NUM_WORDS,
    /** As soon as the words of the one before were taken: relies on the last flags. */
    DECOUPLED
  }

  /** Checks that there is at least nothing wrong with the list itself. */
  public DecoderJob {
    transmissions = List.copyOf(transmissions);
  }

  /**
   * One transmission, no stalls, as published.
   *
   * @param parameters what the decoder is built with
   * @param streams what to decode
   * @return the job
   */
  public static DecoderJob of(HardwareParameters parameters, Streams streams) {
    return new DecoderJob(
        parameters,
        Behaviour.AS_PUBLISHED,
        List.of(streams),
        Start.AFTER_NUM_WORDS,
        StallPattern.ALWAYS,
        StallPattern.ALWAYS,
        StallPattern.ALWAYS);
  }

  /** The same job for the other behaviour. */
  public DecoderJob with(Behaviour other) {
    return new DecoderJob(parameters, other, transmissions, start, znzValid, bpcValid, outReady);
  }
}
