package dev.ebpc.tools;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ebpc.tools.command.RootCommand;
import dev.ebpc.tools.io.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One run of the command line in this JVM: its exit code and what it printed. */
public final class Run {
  private static final ObjectReader ONE_DOCUMENT =
      new JsonMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final int exitCode;

  private Run(byte[] input, Object... words) {
    Console console =
        new Console(
            new ByteArrayInputStream(input),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    String[] arguments = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      arguments[i] = words[i].toString();
    }
    exitCode = RootCommand.run(console, arguments);
  }

  /** Runs a command with nothing on standard input. */
  public static Run of(Object... words) {
    return new Run(new byte[0], words);
  }

  /** Runs a command that reads standard input. */
  public static Run withInput(byte[] input, Object... words) {
    return new Run(input, words);
  }

  public int exitCode() {
    return exitCode;
  }

  public byte[] data() {
    return out.toByteArray();
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Standard output as exactly one JSON document. */
  public JsonNode json() {
    try {
      return ONE_DOCUMENT.readTree(out());
    } catch (IOException e) {
      throw new UncheckedIOException(out(), e);
    }
  }
}
