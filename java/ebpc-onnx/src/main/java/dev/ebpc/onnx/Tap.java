package dev.ebpc.onnx;

/**
 * A value of a model that is to be seen.
 *
 * @param value its name
 * @param output name of the model's output that gives it: its own, or another one where the runtime
 *     would not find it by its own
 * @param kind what it is, as the evaluation groups it
 */
record Tap(String value, String output, String kind) {

  /**
   * A tap of a value.
   *
   * @param number of the tap, which tells it from all others
   */
  static Tap of(String value, int number, String kind) {
    return new Tap(value, passes(value) ? value : "ebpc_tap_" + number, kind);
  }

  /** Whether a name reaches the runtime and comes back: outside plane 0 names do not. */
  private static boolean passes(String name) {
    return name.chars().noneMatch(c -> c == 0 || c == '\ufffd' || Character.isSurrogate((char) c));
  }

  boolean isRenamed() {
    return !output.equals(value);
  }
}
