package dev.ebpc.tools.tensor;

import dev.ebpc.frame.FrameHeader;

/** Arithmetic of dimensions that a file declares, so that a forged one cannot overflow. */
final class Shapes {
  private Shapes() {}

  /**
   * Elements of a tensor.
   *
   * @param shape dimensions, none negative; none at all is one element
   * @return their product
   * @throws TensorFileException if it does not fit 63 bits
   */
  static long elements(long[] shape) throws TensorFileException {
    for (long dimension : shape) {
      if (dimension == 0) {
        return 0;
      }
    }
    try {
      long product = 1;
      for (long dimension : shape) {
        product = Math.multiplyExact(product, dimension);
      }
      return product;
    } catch (ArithmeticException overflow) {
      throw tooLarge();
    }
  }

  /** Bytes of a tensor, likewise. */
  static long bytes(long[] shape, int elementBytes) throws TensorFileException {
    try {
      return Math.multiplyExact(elements(shape), elementBytes);
    } catch (ArithmeticException overflow) {
      throw tooLarge();
    }
  }

  /** The shape, flattened to one dimension if it has more than a frame can hold. */
  static long[] storable(long[] shape) throws TensorFileException {
    return shape.length > FrameHeader.MAX_RANK ? new long[] {elements(shape)} : shape;
  }

  static long[] reversed(long[] shape) {
    long[] reversed = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      reversed[i] = shape[shape.length - 1 - i];
    }
    return reversed;
  }

  private static TensorFileException tooLarge() {
    return new TensorFileException("the declared shape holds more bytes than 63 bits can count");
  }
}
