package dev.ebpc.tools.rivals;

/** The check that all rivals share. */
final class Lengths {
  private Lengths() {}

  static void require(String name, long expected, long found) {
    if (found != expected) {
      throw new IllegalStateException(
          name + ": expected " + expected + " bytes restored, found " + found);
    }
  }
}
