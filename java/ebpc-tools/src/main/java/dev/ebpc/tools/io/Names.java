package dev.ebpc.tools.io;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Names of files as text, without loss. To Unix a name is bytes; Java reads them in the encoding of
 * the locale and replaces what does not fit, so that such a file is never found again.
 *
 * <p>Here names are UTF-8 whatever the locale, and a byte that is no part of a character, 80 to FF
 * hexadecimal, is the lone surrogate U+DC80 to U+DCFF, which no character is made of (as Python has
 * it: PEP 383).
 */
public final class Names {
  private static final int SURROGATE = 0xDC00;
  private static final char REPLACEMENT = '\uFFFD';
  private static final boolean ARE_BYTES = File.separatorChar == '/';
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private Names() {}

  /** What opens a file by its {@link File}. */
  @FunctionalInterface
  public interface Opener<T> {
    /** Opens it. */
    T open(File file) throws IOException;
  }

  /**
   * The path of a name.
   *
   * @param name as {@link #text} or {@link #arguments} give it
   * @throws InvalidPathException if it holds NUL
   */
  public static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException unmappable) {
      if (!ARE_BYTES || name.indexOf('\0') >= 0) {
        throw unmappable;
      }
    }
    // The escapes of a URI are bytes.
    StringBuilder escaped = new StringBuilder("file:///");
    for (byte b : encode(name)) {
      boolean plain = b > 0 && (Character.isLetterOrDigit(b) || "/._-".indexOf(b) >= 0);
      escaped.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xFF));
    }
    Path absolute = Path.of(URI.create(escaped.toString()));
    return name.startsWith("/") ? absolute : absolute.subpath(0, absolute.getNameCount());
  }

  /** The name of a path, as {@link #path} takes it. */
  public static String text(Path path) {
    String name = path.toString();
    if (!ARE_BYTES || name.indexOf(REPLACEMENT) < 0) {
      return name;
    }
    byte[] escaped =
        Path.of("/").resolve(path).toUri().getRawPath().getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = path.isAbsolute() ? 0 : 1; i < escaped.length; i++) {
      if (escaped[i] == '%') {
        bytes.write(Character.digit(escaped[i + 1], 16) << 4 | Character.digit(escaped[i + 2], 16));
        i += 2;
      } else {
        bytes.write(escaped[i]);
      }
    }
    String text = decode(bytes.toByteArray());
    // A URI says by a slash at its end that it names a folder.
    return text.endsWith("/") && text.length() > 1 ? text.substring(0, text.length() - 1) : text;
  }

  /** The last name of a path. */
  public static String last(Path path) {
    return text(path.getFileName());
  }

  /** A path beside another one. */
  public static Path beside(Path path, String name) {
    return path.resolveSibling(path(name));
  }

  /**
   * The arguments of this process without loss.
   *
   * @param given as Java has read them
   */
  public static String[] arguments(String[] given) {
    if (!ARE_BYTES || Arrays.stream(given).noneMatch(word -> word.indexOf(REPLACEMENT) >= 0)) {
      return given;
    }
    try {
      byte[] line = Files.readAllBytes(COMMAND_LINE);
      String[] words = decode(line).split("\0", -1);
      // Every word ends with NUL, so that there is an empty one after the last.
      int end = words.length - 1;
      return end < given.length ? given : Arrays.copyOfRange(words, end - given.length, end);
    } catch (IOException notLinux) {
      return given;
    }
  }

  /**
   * Opens a file by something that knows strings only: through a link, where a string does not
   * reach the file.
   */
  public static <T> T open(Path path, Opener<T> opener) throws IOException {
    if (path.toString().indexOf(REPLACEMENT) < 0) {
      return opener.open(path.toFile());
    }
    Path folder = Files.createTempDirectory("ebpc");
    Path link = folder.resolve("link");
    try {
      return opener.open(Files.createSymbolicLink(link, path.toRealPath()).toFile());
    } finally {
      Files.deleteIfExists(link);
      Files.delete(folder);
    }
  }

  private static byte[] encode(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    name.codePoints()
        .forEach(
            point -> {
              if (point >= SURROGATE + 0x80 && point <= SURROGATE + 0xFF) {
                bytes.write(point - SURROGATE);
              } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  private static String decode(byte[] name) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(name);
    CharBuffer text = CharBuffer.allocate(name.length);
    for (CoderResult result = decoder.decode(bytes, text, true);
        result.isError();
        result = decoder.decode(bytes, text, true)) {
      for (int i = 0; i < result.length(); i++) {
        text.put((char) (SURROGATE + (bytes.get() & 0xFF)));
      }
    }
    return text.flip().toString();
  }
}
