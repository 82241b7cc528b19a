package dev.ebpc.code;

import java.util.Locale;

/**
 * The ways to code a batch of words that frames know; their numbers stand in frame headers.
 *
 * <p>Source: {@code docs/format.md}, section "Profiles".
 */
public enum Profile {
  /**
   * Zero runs and bit planes as the published hardware sends them, transmission by transmission.
   */
  HARDWARE(0),
  /** Zero flags and bit planes at memory speed. */
  PACKED(1),
  /** Contexts and entropy codes. */
  ENTROPY(2);

  private final int code;

  Profile(int code) {
    this.code = code;
  }

  /** The number that stands for this profile in a frame header. */
  public int code() {
    return code;
  }

  /** The name users type: {@code hardware}, {@code packed}, {@code entropy}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The profile of a user's word.
   *
   * @param label a name as {@link #label()} gives it
   * @return the profile
   * @throws IllegalArgumentException if there is none
   */
  public static Profile ofLabel(String label) {
    for (Profile profile : values()) {
      if (profile.label().equals(label)) {
        return profile;
      }
    }
    throw new IllegalArgumentException("no profile is called " + label);
  }
}
