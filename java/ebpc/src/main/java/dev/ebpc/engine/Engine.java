package dev.ebpc.engine;

import dev.ebpc.code.Profile;
import java.util.List;
import java.util.Optional;

/**
 * A way to compute the codes: an engine offers a {@link Coder} per profile, or none. All engines
 * give identical bits and accept and reject the same input; they differ in speed and in what they
 * need of the machine. Stateless and thread-safe.
 */
public interface Engine {

  /** The name a user forces it by: {@code scalar}, {@code vector}, {@code native}. */
  String name();

  /** What it runs on, in a few words. */
  String description();

  /** What it has for each profile that it knows of. */
  List<CoderStatus> coders();

  /**
   * The coder of a profile.
   *
   * @param profile the profile
   * @return the coder, empty if this engine has none
   */
  default Optional<Coder> coder(Profile profile) {
    for (CoderStatus status : coders()) {
      if (status.profile() == profile) {
        return status.coder();
      }
    }
    return Optional.empty();
  }

  /**
   * The coder for a batch. Most engines have one for all sizes; {@code auto} leaves small batches
   * to plain Java.
   *
   * @param profile the profile
   * @param wordBytes bytes of the words of the batch in memory
   * @return the coder
   * @throws IllegalArgumentException if this engine has none
   */
  default Coder coder(Profile profile, long wordBytes) {
    return coder(profile)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "engine " + name() + " has no coder for profile " + profile.label()));
  }
}
