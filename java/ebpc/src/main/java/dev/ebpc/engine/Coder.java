package dev.ebpc.engine;

import dev.ebpc.code.Profile;

/**
 * What an engine offers for one profile. The profile's own interface, which extends this one, says
 * how batches are coded and decoded.
 *
 * <p>Coders are stateless and thread-safe. Working memory is a {@link Scratch} that the caller owns
 * and uses for one call at a time. Arguments are checked by the caller (the facade and the frame);
 * a coder trusts them, but never the bits of a stream.
 */
public interface Coder {

  /** The rung of plain Java; faster coders are above it, and slower ones below. */
  int SCALAR_RANK = 0;

  /** Working memory of one coder for one call at a time. */
  interface Scratch {}

  /** The profile that it codes. */
  Profile profile();

  /** The name of its engine. */
  String engine();

  /**
   * Its rung among the coders of its profile: {@code auto} takes the highest. Plain Java has {@link
   * #SCALAR_RANK}.
   */
  int rank();

  /**
   * Bytes of words in a batch from which on this coder pays: below, a call of it costs more than
   * plain Java needs for the whole work, and {@code auto} leaves such batches to plain Java.
   */
  default int fewestBytes() {
    return 0;
  }

  /** Makes working memory for calls of this coder. */
  Scratch newScratch();
}
