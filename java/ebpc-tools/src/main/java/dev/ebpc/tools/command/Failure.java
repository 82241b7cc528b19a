package dev.ebpc.tools.command;

import dev.ebpc.code.EbpcException;
import dev.ebpc.tools.io.LostOutputException;
import dev.ebpc.tools.io.Text;
import dev.ebpc.tools.io.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.ExitCode;

/**
 * How a failed command is told to the user: one line and an exit code.
 *
 * @param message what is wrong, one line
 * @param exitCode 1 for failed checks and corrupt data, 2 for wrong usage
 * @param isLoss whether standard output is full or closed
 */
record Failure(String message, int exitCode, boolean isLoss) {
  /** System property that asks for stack traces, as {@code -v -v} does. */
  private static final String TRACE = "dev.ebpc.trace";

  static Failure of(Throwable cause) {
    if (cause instanceof UncheckedIOException wrapped) {
      return of(wrapped.getCause());
    }
    if (cause instanceof LostOutputException) {
      return new Failure(cause.getMessage(), ExitCode.SOFTWARE, true);
    }
    if (cause instanceof NoSuchFileException missing) {
      String name = missing.getFile().isEmpty() ? "\"\"" : missing.getFile();
      return usage("no such file: " + name);
    }
    if (cause instanceof FileAlreadyExistsException there) {
      return usage(there.getFile() + " exists; -f overwrites it");
    }
    if (cause instanceof AccessDeniedException denied) {
      return usage("permission denied: " + denied.getFile());
    }
    if (cause instanceof UsageException
        || cause instanceof IllegalArgumentException
        || cause instanceof InvalidPathException) {
      return usage(cause.getMessage());
    }
    if (cause instanceof FileSystemException told && told.getReason() != null) {
      String file = told.getOtherFile() == null ? told.getFile() : told.getOtherFile();
      return failed(file + ": " + told.getReason());
    }
    if (cause instanceof EbpcException || cause instanceof IOException) {
      String message = cause.getMessage();
      return failed(message == null ? cause.getClass().getSimpleName() : message);
    }
    if (cause instanceof StackOverflowError) {
      return failed("nested too deep");
    }
    if (cause instanceof OutOfMemoryError) {
      return failed("out of memory; EBPC_JAVA_OPTIONS=-Xmx4g gives more");
    }
    return failed("internal error: " + cause + " (-v -v shows where)");
  }

  /** The message after the name of what it is about, which is not said twice. */
  String messageAbout(String item) {
    String name = Text.oneLine(item);
    if (message.startsWith(name + ": ")) {
      return message.substring(name.length() + 2);
    }
    return message.endsWith(": " + name)
        ? message.substring(0, message.length() - name.length() - 2)
        : message;
  }

  static boolean wantsTrace(List<String> words) {
    return Boolean.getBoolean(TRACE)
        || Collections.frequency(words, "-v") + Collections.frequency(words, "--verbose") > 1
        || words.contains("-vv");
  }

  private static Failure usage(String message) {
    return new Failure(line(message), ExitCode.USAGE, false);
  }

  private static Failure failed(String message) {
    return new Failure(line(message), ExitCode.SOFTWARE, false);
  }

  private static String line(String message) {
    return Text.oneLine(String.valueOf(message).strip());
  }
}
