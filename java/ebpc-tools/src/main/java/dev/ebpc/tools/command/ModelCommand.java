package dev.ebpc.tools.command;

import picocli.CommandLine.Command;

/** {@code ebpc model}: the hardware. */
@Command(
    name = "model",
    description = "Run the model of the published hardware, and estimate what it brings.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      ModelRunCommand.class,
      ModelEstimateCommand.class,
      ModelSweepCommand.class,
      ModelExportCommand.class
    })
final class ModelCommand {}
