package dev.ebpc.frame;

import dev.ebpc.code.NumberFormat;
import java.nio.charset.StandardCharsets;

/** What the fields of a frame header may be, for those who write headers and those who read them. */
final class HeaderRules {
  private HeaderRules() {}

  static void requireWordBits(NumberFormat format, int wordBits) {
    boolean onlyOwn = format.fixedWidth() || format == NumberFormat.OPAQUE;
    int most = onlyOwn ? format.wordBits() : 8 * format.containerBytes();
    int least = onlyOwn ? most : 2;
    require(
        wordBits >= least && wordBits <= most,
        "word bits W of %s must be from %d to %d, found %d",
        format.label(),
        least,
        most,
        wordBits);
  }

  static void requireElementBytes(NumberFormat format, int elementBytes) {
    boolean legal =
        format == NumberFormat.OPAQUE
            ? elementBytes >= 1 && elementBytes <= 65535
            : elementBytes == format.containerBytes();
    require(legal, "elements of %s cannot have %d bytes", format.label(), elementBytes);
  }

  static void requireChunkWords(int chunkWords, int elementBytes) {
    require(
        chunkWords >= 1 && chunkWords <= FrameHeader.MAX_CHUNK_WORDS,
        "chunk words must be from 1 to %d, found %d",
        FrameHeader.MAX_CHUNK_WORDS,
        chunkWords);
    require(
        (long) chunkWords * elementBytes <= FrameHeader.MAX_CHUNK_BYTES,
        "a chunk must not have more than %d bytes, found %d words of %d bytes",
        FrameHeader.MAX_CHUNK_BYTES,
        chunkWords,
        elementBytes);
  }

  static void requireWords(long words, int elementBytes) {
    require(
        words == FrameHeader.UNKNOWN_WORDS || words >= 0 && words <= Long.MAX_VALUE / elementBytes,
        "%s words of %d bytes do not fit 63 bits",
        Long.toUnsignedString(words),
        elementBytes);
  }

  /** Checks a shape and gives the product of its dimensions. */
  static long requireShape(long[] dimensions) {
    require(
        dimensions.length <= FrameHeader.MAX_RANK,
        "a shape must not have more than %d dimensions, found %d",
        FrameHeader.MAX_RANK,
        dimensions.length);
    boolean empty = false;
    for (long dimension : dimensions) {
      require(dimension >= 0, "dimension %s", Long.toUnsignedString(dimension));
      empty |= dimension == 0;
    }
    long words = empty ? 0 : 1;
    for (long dimension : dimensions) {
      require(
          words == 0 || dimension <= Long.MAX_VALUE / words,
          "the product of the dimensions does not fit 63 bits");
      words *= dimension;
    }
    return words;
  }

  static void requireName(String name) {
    require(
        StandardCharsets.UTF_8.newEncoder().canEncode(name),
        "the name has surrogates without their pair");
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    require(
        bytes >= 1 && bytes <= FrameHeader.MAX_NAME_BYTES,
        "a name must have 1 to %d bytes, found %d",
        FrameHeader.MAX_NAME_BYTES,
        bytes);
  }

  static void requireOrigin(OriginKind kind, long bytes) {
    require(
        bytes <= FrameHeader.MAX_ORIGIN_BYTES,
        "an origin section must not have more than %d bytes, found %d",
        FrameHeader.MAX_ORIGIN_BYTES,
        bytes);
    require(
        kind != OriginKind.NONE || bytes == 0, "an origin section of %d bytes, but of no kind", bytes);
  }

  private static void require(boolean legal, String message, Object... values) {
    if (!legal) {
      throw new IllegalArgumentException(String.format(message, values));
    }
  }
}
