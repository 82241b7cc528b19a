package dev.ebpc.engine;

import dev.ebpc.code.Profile;
import java.util.Optional;

/**
 * What an engine has for one profile: a coder, or the reason why there is none.
 *
 * @param profile the profile
 * @param coder the coder, if there is one
 * @param reason what it runs on, or why it is not there
 */
public record CoderStatus(Profile profile, Optional<Coder> coder, String reason) {

  /** A coder that runs here. */
  public static CoderStatus available(Coder coder, String reason) {
    return new CoderStatus(coder.profile(), Optional.of(coder), reason);
  }

  /** A profile that the engine cannot code here. */
  public static CoderStatus unavailable(Profile profile, String reason) {
    return new CoderStatus(profile, Optional.empty(), reason);
  }
}
