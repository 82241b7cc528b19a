package dev.ebpc.frame;

import dev.ebpc.code.NumberFormat;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * What the fields of a frame header may be, for those who write headers and those who read them.
 */
final class HeaderRules {
  private HeaderRules() {}

  static void requireWordBits(NumberFormat format, int wordBits) {
    boolean onlyOwn = format.fixedWidth();
    int most = onlyOwn ? format.wordBits() : 8 * format.containerBytes();
    int least = onlyOwn ? most : 2;
    require(
        wordBits >= least && wordBits <= most,
        () ->
            ("word bits W of " + format.label())
                + (" must be from " + least + " to " + most + ", found " + wordBits));
  }

  static void requireElementBytes(NumberFormat format, int elementBytes) {
    boolean legal =
        format == NumberFormat.OPAQUE
            ? elementBytes >= 1 && elementBytes <= 65535
            : elementBytes == format.containerBytes();
    require(
        legal, () -> "elements of " + format.label() + " cannot have " + elementBytes + " bytes");
  }

  static void requireWords(long words, int elementBytes) {
    boolean legal = words >= 0 && words <= Long.MAX_VALUE / elementBytes;
    require(
        legal || words == FrameHeader.UNKNOWN_WORDS,
        () ->
            (Long.toUnsignedString(words) + " words of " + elementBytes)
                + " bytes have more bytes than fit 63 bits");
  }

  /** Checks a shape and gives the words that hold the elements of such a tensor. */
  static long requireShape(NumberFormat format, long[] dimensions) {
    require(
        dimensions.length <= FrameHeader.MAX_RANK,
        () -> "no shape has " + dimensions.length + " dimensions");
    boolean empty = false;
    for (long dimension : dimensions) {
      require(dimension >= 0, () -> "no dimension is " + Long.toUnsignedString(dimension));
      empty |= dimension == 0;
    }
    long words = empty ? 0 : 1;
    for (long dimension : dimensions) {
      boolean fits = words == 0 || dimension <= Long.MAX_VALUE / words;
      require(fits, () -> "the product of the dimensions does not fit 63 bits");
      words *= dimension;
    }
    return Math.ceilDiv(words, format.elementsPerContainer());
  }

  static void requireZeroPoint(NumberFormat format, int value) {
    require(
        value == 0 || (!format.isFloat() && !format.isStored()),
        () -> format.label() + " has no zero point");
    requireZeroPointBits(format, 8 * format.containerBytes(), value);
  }

  static void requireZeroPointBits(NumberFormat format, int wordBits, int value) {
    int unused = 32 - wordBits;
    int word = value << unused;
    int extended = format.signed() ? word >> unused : word >>> unused;
    require(
        value == extended,
        () ->
            "the zero point "
                + value
                + " is no word of "
                + wordBits
                + " bits of "
                + format.label());
  }

  static void requireName(String name) {
    require(
        StandardCharsets.UTF_8.newEncoder().canEncode(name),
        () -> "the name has surrogates without their pair");
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    int most = FrameHeader.MAX_NAME_BYTES;
    require(
        bytes >= 1 && bytes <= most,
        () -> "a name must have from 1 to " + most + " bytes, found " + bytes);
  }

  static void requireOrigin(OriginKind kind, long bytes) {
    int most = FrameHeader.MAX_ORIGIN_BYTES;
    require(
        bytes <= most,
        () -> "an origin section must not have more than " + most + " bytes, found " + bytes);
    require(
        kind != OriginKind.NONE || bytes == 0,
        () -> "an origin section of " + bytes + " bytes, but of no kind");
  }

  private static void require(boolean legal, Supplier<String> problem) {
    if (!legal) {
      throw new IllegalArgumentException(problem.get());
    }
  }
}
