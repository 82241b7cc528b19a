package dev.ebpc.tools.command;

import dev.ebpc.tools.Version;
import dev.ebpc.tools.io.Console;
import dev.ebpc.tools.io.Json;
import dev.ebpc.tools.io.LostOutputException;
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
      "What fails is told, and the other inputs are done.",
      "Exit codes: 0 fine, 1 a check failed or data is corrupt, 2 wrong usage only."
    })
public final class RootCommand {
  private final Console console;
  private boolean lossIsTold;

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
    RootCommand root = new RootCommand(console);
    CommandLine line = new CommandLine(root);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // What the user says is taken as it is: @x is a file's name, not a file of arguments.
    line.setExpandAtFiles(false);
    line.setAllowOptionsAsOptionParameters(false);
    line.registerConverter(Path.class, Names::path);
    line.setParameterExceptionHandler((wrong, words) -> usageError(console, wrong, words));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> root.commandError(failure, parsed.originalArgs()));
    if (arguments.length == 0) {
      line.usage(console.err(), Ansi.OFF);
      return CommandLine.ExitCode.USAGE;
    }
    int code;
    try {
      code = line.execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError exhausted) {
      code = root.commandError(exhausted, List.of(arguments));
    }
    line.getOut().flush();
    return root.end(code);
  }

  /** What was printed must have arrived, whatever the command. */
  private int end(int code) {
    try {
      console.requireWritten();
      return code;
    } catch (LostOutputException lost) {
      if (!lossIsTold) {
        console.complain(Failure.of(lost).message());
      }
      return code == CommandLine.ExitCode.OK ? CommandLine.ExitCode.SOFTWARE : code;
    }
  }

  private static int usageError(
      Console console, CommandLine.ParameterException wrong, String[] words) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    String message = Text.oneLine(wrong.getMessage().strip());
    console.complain(message + " (see " + command + " --help)");
    if (Arrays.asList(words).contains(ReportOptions.JSON)) {
      console.out().println(Json.text(Json.object().put("error", message)));
    }
    return CommandLine.ExitCode.USAGE;
  }

  private int commandError(Throwable failure, List<String> words) {
    Failure told = Failure.of(failure);
    lossIsTold = told.isLoss();
    console.complain(told.message());
    if (Failure.wantsTrace(words)) {
      console.trace(failure);
    }
    if (words.contains(ReportOptions.JSON)) {
      console.out().println(Json.text(Json.object().put("error", told.message())));
    }
    return told.exitCode();
  }
}
