package dev.ebpc.packed;

/** The steps of a format, made once and used for all its batches. */
final class FormatSteps {
  final PackedFormat format;
  final WordLanes lanes;
  private final Columns plain;
  private final Columns folded;

  FormatSteps(PackedFormat format) {
    this.format = format;
    lanes = new WordLanes(format);
    plain = new Columns(format, false);
    folded = new Columns(format, true);
  }

  Columns columns(boolean fold) {
    return fold ? folded : plain;
  }
}
