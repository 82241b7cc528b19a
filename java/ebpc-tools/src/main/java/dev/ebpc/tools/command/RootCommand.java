package dev.ebpc.tools.command;

import dev.ebpc.tools.Version;
import dev.ebpc.tools.io.Console;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.Names;
import dev.ebpc.tools.io.Text;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** {@code ebpc}: what all commands hang on. */
@Command(
    name = "ebpc",
    description = "Lossless compression of neural-network tensors, bit-exact to the hardware code.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      CompressCommand.class,
      DecompressCommand.class,
      TestCommand.class,
      ListCommand.class,
      StreamCommand.class,
      VerifyCommand.class,
      ModelCommand.class,
      BenchCommand.class,
      EvalCommand.class,
      DoctorCommand.class
    },
    footer = {
      "",
      "Inputs are files, folders, patterns or - for standard input. Inputs are always kept.",
      "Exit codes: 0 fine, 1 a check failed or data is corrupt, 2 wrong usage."
    })
public final class RootCommand {
  private final Console console;

  private RootCommand(Console console) {
    this.console = console;
  }

  /** The standard streams of this run. */
  Console console() {
    return console;
  }

  /**
   * Runs one command.
   *
   * @param console its standard streams
   * @param arguments the user's words
   * @return the exit code
   */
  public static int run(Console console, String... arguments) {
    CommandLine line = new CommandLine(new RootCommand(console));
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // What the user says is taken as it is: @x is a file's name, not a file of arguments.
    line.setExpandAtFiles(false);
    line.setAllowOptionsAsOptionParameters(false);
    line.registerConverter(Path.class, Names::path);
    line.setParameterExceptionHandler((wrong, words) -> usageError(console, wrong, words));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> commandError(console, failure, parsed.originalArgs()));
    if (arguments.length == 0) {
      line.usage(console.err(), Ansi.OFF);
      return CommandLine.ExitCode.USAGE;
    }
    int code = line.execute(arguments);
    console.out().flush();
    return code;
  }

  private static int usageError(
      Console console, CommandLine.ParameterException wrong, String[] words) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    String message = Text.oneLine(wrong.getMessage().strip());
    console.err().println("ebpc: " + message + " (see " + command + " --help)");
    if (Arrays.asList(words).contains(ReportOptions.JSON)) {
      console.out().println(Json.text(Json.object().put("error", message)));
    }
    return CommandLine.ExitCode.USAGE;
  }

  private static int commandError(Console console, Exception failure, List<String> words) {
    Failure told = Failure.of(failure);
    console.err().println("ebpc: " + told.message());
    if (Failure.wantsTrace(words)) {
      failure.printStackTrace(console.err());
    }
    if (words.contains(ReportOptions.JSON)) {
      console.out().println(Json.text(Json.object().put("error", told.message())));
    }
    return told.exitCode();
  }
}
