package dev.ebpc.tools.io;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** An output could not be written: no fault of the inputs. */
public class OutputException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Describes what went wrong.
   *
   * @param output the output, as the user knows it
   * @param cause what the system says
   */
  OutputException(String output, IOException cause) {
    super(output + ": " + reason(cause), cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
