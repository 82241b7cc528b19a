package dev.ebpc.tools.command;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.tools.io.UsageException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How words are coded: the profile, and the parameters of those that have some. */
final class ProfileOption {
  @Mixin CodingOptions coding = new CodingOptions();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "hardware (default: bit for bit what the hardware sends) or packed (at memory speed).")
  Profile profile = Profile.HARDWARE;

  @Option(
      names = "--chunk",
      paramLabel = "WORDS",
      description = "Words of a chunk, 1 to 65536 (default: 4096).")
  Integer chunkWords;

  /** Refuses parameters that the profile does not have. */
  void check() {
    if (profile == Profile.ENTROPY) {
      throw new UsageException("this version does not have the profile " + profile.label());
    }
    boolean chosen =
        chunkWords != null
            || coding.block != CodeParameters.DEFAULT_BLOCK_SIZE
            || coding.zeroRun != CodeParameters.DEFAULT_MAX_ZERO_RUN;
    if (profile != Profile.HARDWARE && chosen) {
      throw new UsageException(
          "--block, --zero-run and --chunk do not go with --profile " + profile.label());
    }
  }

  /** Sets what was chosen, in the header of words of a format. */
  FrameHeader.Builder choose(FrameHeader.Builder header, NumberFormat format) {
    header.profile(profile).parameters(coding.of(format));
    return chunkWords == null ? header : header.chunkWords(chunkWords);
  }
}
