package dev.ebpc.onnx;

import java.util.Arrays;

/**
 * The dimensions of a network's input.
 *
 * @param dimensions pictures, channels, rows, columns; or pictures, rows, columns, channels
 */
@SuppressWarnings("ArrayRecordComponent") // looked at, never compared
record InputShape(long[] dimensions) {

  /**
   * Settles the dimensions that a model leaves open.
   *
   * @param name of the input
   * @param declared dimensions of the model, below 1 where open
   * @param given by the user, or null
   * @throws IllegalArgumentException if some stay open, or the user's contradict the model's
   */
  static InputShape settle(String name, long[] declared, long[] given) {
    if (given != null) {
      requireMatch(name, declared, given);
      return countable(name, given);
    }
    long[] settled = declared.clone();
    if (settled.length > 1 && settled[0] < 1) {
      settled[0] = 1;
    }
    if (Arrays.stream(settled).anyMatch(dimension -> dimension < 1)) {
      throw new IllegalArgumentException(
          "input "
              + name
              + " leaves dimensions open: "
              + text(declared)
              + "; settle them, as in --input-shape 1,3,224,224");
    }
    return countable(name, settled);
  }

  private static InputShape countable(String name, long[] dimensions) {
    try {
      long product = Float.BYTES;
      for (long dimension : dimensions) {
        product = Math.multiplyExact(product, dimension);
      }
      Math.toIntExact(product);
      return new InputShape(dimensions);
    } catch (ArithmeticException overflow) {
      throw new IllegalArgumentException(
          "input " + name + " of dimensions " + text(dimensions) + " has 2 GiB or more", overflow);
    }
  }

  private static void requireMatch(String name, long[] declared, long[] given) {
    boolean fits = declared.length == given.length;
    for (int i = 0; fits && i < given.length; i++) {
      fits = given[i] > 0 && (declared[i] < 1 || declared[i] == given[i]);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "input " + name + " has dimensions " + text(declared) + ", not " + text(given));
    }
  }

  static String text(long[] dimensions) {
    return Arrays.toString(dimensions).replace("-1", "?");
  }

  /** Pictures that go in at a time. */
  int batch() {
    return dimensions.length < 2 ? 1 : Math.toIntExact(dimensions[0]);
  }

  /** Values of one picture. */
  int valuesOfOne() {
    long product = 1;
    for (int i = dimensions.length < 2 ? 0 : 1; i < dimensions.length; i++) {
      product = Math.multiplyExact(product, dimensions[i]);
    }
    return Math.toIntExact(product);
  }

  /** Whether some dimensions are those of one picture, with a first one of 1 or without. */
  boolean fitsOne(long[] found) {
    if (dimensions.length < 2) {
      return Arrays.equals(found, dimensions);
    }
    long[] one = dimensions.clone();
    one[0] = 1;
    return Arrays.equals(found, one)
        || Arrays.equals(found, Arrays.copyOfRange(one, 1, one.length));
  }

  /** Whether pictures of three channels fit. */
  boolean takesPictures() {
    return dimensions.length == 4
        && (dimensions[1] == Picture.CHANNELS || dimensions[3] == Picture.CHANNELS);
  }

  /** Whether channels lie side by side instead of one after the other. */
  boolean channelsLast() {
    return dimensions[1] != Picture.CHANNELS;
  }

  int rows() {
    return (int) dimensions[channelsLast() ? 1 : 2];
  }

  int columns() {
    return (int) dimensions[channelsLast() ? 2 : 3];
  }

  @Override
  public String toString() {
    return text(dimensions);
  }
}
