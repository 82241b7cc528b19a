package dev.ebpc.tools.command;

import picocli.CommandLine.Command;

/** {@code ebpc stream}: the bare streams of the hardware. */
@Command(
    name = "stream",
    description = "Encode to and decode from bare hardware streams.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {StreamEncodeCommand.class, StreamDecodeCommand.class})
final class StreamCommand {
  /** Suffixes of the files of one transmission. */
  static final String ZNZ = ".znz";

  static final String BPC = ".bpc";
  static final String SIDECAR = ".json";
}
