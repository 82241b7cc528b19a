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
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One run of the command line in this JVM: its exit code and what it printed. */
public final class Run {
  private static final ObjectReader ONE_DOCUMENT =
      new JsonMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final int exitCode;

  private Run(byte[] input, Object... words) {
    this(new ByteArrayInputStream(input), null, null, null, words);
  }

  private Run(InputStream in, Path inFile, OutputStream full, Path outFile, Object... words) {
    Console console =
        new Console(
            in,
            new PrintStream(full == null ? out : full, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            inFile,
            outFile);
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

  /** Runs a command whose standard input is a file. */
  public static Run withInput(InputStream in, Path file, Object... words) {
    return new Run(in, file, null, null, words);
  }

  /** Runs a command whose standard output is a file, which is appended to. */
  public static Run appendingTo(Path file, Object... words) {
    return new Run(new ByteArrayInputStream(new byte[0]), null, null, file, words);
  }

  /** Runs a command whose standard output takes some bytes and is full then. */
  public static Run withRoomFor(int bytes, byte[] input, Object... words) {
    OutputStream full =
        new OutputStream() {
          private int room = bytes;

          @Override
          public void write(int b) throws IOException {
            if (room-- <= 0) {
              throw new IOException("No space left on device");
            }
          }
        };
    return new Run(new ByteArrayInputStream(input), null, full, null, words);
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
