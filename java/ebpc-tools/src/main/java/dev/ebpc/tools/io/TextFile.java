package dev.ebpc.tools.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small files that are read whole: lists, sidecars, vectors, traces. */
public final class TextFile {
  private static final long MOST_BYTES = 1 << 30;

  private TextFile() {}

  /**
   * The bytes of a file.
   *
   * @throws IOException if it is none that can be read whole
   */
  public static byte[] bytes(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder, not a file");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + ": " + Files.size(file) + " bytes are too many");
    }
    return Files.readAllBytes(file);
  }

  /**
   * The text of a file in UTF-8, or in UTF-16 with a byte order mark; the mark is no part of it.
   *
   * @throws IOException if it is neither
   */
  public static String text(Path file) throws IOException {
    byte[] bytes = bytes(file);
    if (startsWith(bytes, 0xff, 0xfe)) {
      return decoded(file, bytes, 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(bytes, 0xfe, 0xff)) {
      return decoded(file, bytes, 2, StandardCharsets.UTF_16BE);
    }
    int mark = startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
    return decoded(file, bytes, mark, StandardCharsets.UTF_8);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    boolean equal = bytes.length >= mark.length;
    for (int i = 0; equal && i < mark.length; i++) {
      equal = (bytes[i] & 0xff) == mark[i];
    }
    return equal;
  }

  private static String decoded(Path file, byte[] bytes, int start, Charset charset)
      throws IOException {
    ByteBuffer encoded = ByteBuffer.wrap(bytes, start, bytes.length - start);
    try {
      return charset.newDecoder().decode(encoded).toString();
    } catch (CharacterCodingException otherwise) {
      throw new IOException(
          file + ": byte " + encoded.position() + " is not " + charset + "; save it as UTF-8",
          otherwise);
    }
  }
}
