package dev.ebpc.tools;

import dev.ebpc.tools.command.RootCommand;
import dev.ebpc.tools.io.Console;
import dev.ebpc.tools.io.Names;

/** The entry of the command line. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param arguments the user's words
   */
  public static void main(String[] arguments) {
    System.exit(RootCommand.run(Console.ofProcess(), Names.arguments(arguments)));
  }
}
