package dev.ebpc.tools.io;

/** The user asked for something that does not go together: exit code 2. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Describes what is wrong.
   *
   * @param message one line
   */
  public UsageException(String message) {
    super(message);
  }
}
