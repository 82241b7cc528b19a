package dev.ebpc.tools.tensor;

import java.io.IOException;

/** A tensor file that contradicts its format or ends too early: what is wrong, in one line. */
public final class TensorFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Describes what is wrong.
   *
   * @param message what was expected and what was found
   */
  public TensorFileException(String message) {
    super(message);
  }
}
