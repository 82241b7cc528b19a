package dev.ebpc.tools.demo;

import java.util.List;

/**
 * What the demonstration found out about one feature map, or about several taken together.
 *
 * @param words words
 * @param zeros words of value zero
 * @param bytes bytes of the words in memory
 * @param rawBits bits of the words, W each
 * @param streamBits bits of both hardware streams
 * @param frameBytes bytes of the frame
 * @param zvcBits bits of zero-value coding
 * @param zeroRleBits bits of zero run-length coding
 * @param encodeSeconds seconds to make the frame, one thread
 * @param decodeSeconds seconds to restore the words from it, one thread
 * @param problems what did not come out as it should, in words
 */
public record MapReport(
    long words,
    long zeros,
    long bytes,
    long rawBits,
    long streamBits,
    long frameBytes,
    long zvcBits,
    long zeroRleBits,
    double encodeSeconds,
    double decodeSeconds,
    List<String> problems) {

  /** Several maps taken together: sums of everything. */
  public static MapReport total(List<MapReport> maps) {
    return new MapReport(
        maps.stream().mapToLong(MapReport::words).sum(),
        maps.stream().mapToLong(MapReport::zeros).sum(),
        maps.stream().mapToLong(MapReport::bytes).sum(),
        maps.stream().mapToLong(MapReport::rawBits).sum(),
        maps.stream().mapToLong(MapReport::streamBits).sum(),
        maps.stream().mapToLong(MapReport::frameBytes).sum(),
        maps.stream().mapToLong(MapReport::zvcBits).sum(),
        maps.stream().mapToLong(MapReport::zeroRleBits).sum(),
        maps.stream().mapToDouble(MapReport::encodeSeconds).sum(),
        maps.stream().mapToDouble(MapReport::decodeSeconds).sum(),
        maps.stream().flatMap(map -> map.problems.stream()).toList());
  }

  /** Zero words, in percent. */
  public double zeroPercent() {
    return 100.0 * zeros / words;
  }

  /** Ratio of the bare hardware streams. */
  public double ratio() {
    return (double) rawBits / streamBits;
  }

  /** Ratio of the frame, its directory and checksums included. */
  public double frameRatio() {
    return rawBits / (8.0 * frameBytes);
  }

  /** Ratio of zero-value coding. */
  public double zvcRatio() {
    return (double) rawBits / zvcBits;
  }

  /** Ratio of zero run-length coding. */
  public double zeroRleRatio() {
    return (double) rawBits / zeroRleBits;
  }

  /** Gigabytes of words per second, encoding. */
  public double encodeSpeed() {
    return bytes / encodeSeconds * 1e-9;
  }

  /** Gigabytes of words per second, decoding. */
  public double decodeSpeed() {
    return bytes / decodeSeconds * 1e-9;
  }
}
