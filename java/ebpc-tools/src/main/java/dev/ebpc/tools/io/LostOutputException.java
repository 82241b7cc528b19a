package dev.ebpc.tools.io;

import java.io.IOException;

/** Standard output is full or closed: nothing more can be told there. */
public final class LostOutputException extends OutputException {
  private static final long serialVersionUID = 1L;

  LostOutputException(IOException cause) {
    super("standard output", cause);
  }
}
