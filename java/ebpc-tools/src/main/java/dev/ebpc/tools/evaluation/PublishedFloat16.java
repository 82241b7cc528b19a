package dev.ebpc.tools.evaluation;

/**
 * How far the published evaluation's float16 differences are from a lossless code: it subtracts
 * values, and the difference is rounded to float16.
 */
final class PublishedFloat16 {
  private PublishedFloat16() {}

  /**
   * Words that the sum of their predecessor and the rounded difference does not restore.
   *
   * @param words bit patterns
   * @param blockSize words of a block, whose first one is stored as it is
   */
  static int unrestorable(int[] words, int blockSize) {
    int wrong = 0;
    float previous = 0;
    for (int i = 0; i < words.length; i++) {
      float word = Float.float16ToFloat((short) words[i]);
      if (i % blockSize != 0) {
        float difference = rounded(word - previous);
        // NaN is not equal to itself, but its pattern is what would have to come back.
        wrong += Float.floatToFloat16(previous + difference) == (short) words[i] ? 0 : 1;
      }
      previous = word;
    }
    return wrong;
  }

  private static float rounded(float value) {
    return Float.float16ToFloat(Float.floatToFloat16(value));
  }
}
