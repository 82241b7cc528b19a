package dev.ebpc.frame;

import dev.ebpc.batch.BatchCodec;
import dev.ebpc.batch.hardware.HardwareCodec;
import dev.ebpc.batch.packed.PackedCodec;
import dev.ebpc.code.Profile;

/** The profiles that this version reads and writes. */
final class Profiles {
  private static final BatchCodec HARDWARE = new HardwareCodec();

  private static final BatchCodec PACKED = new PackedCodec();

  private Profiles() {}

  /** The profile as the frame sees it; null if this version does not have it. */
  static BatchCodec of(Profile profile) {
    return switch (profile) {
      case HARDWARE -> HARDWARE;
      case PACKED -> PACKED;
      case ENTROPY -> null;
    };
  }

  /**
   * The profile of a header's number.
   *
   * @return the profile, or null if this version does not have it
   */
  static Profile ofCode(int code) {
    for (Profile profile : Profile.values()) {
      if (profile.code() == code) {
        return of(profile) == null ? null : profile;
      }
    }
    return null;
  }

  /**
   * Requires that this version can write a profile.
   *
   * @throws IllegalArgumentException if it cannot
   */
  static void require(Profile profile) {
    if (of(profile) == null) {
      throw new IllegalArgumentException(
          "this version does not have the profile " + profile.label());
    }
  }
}
