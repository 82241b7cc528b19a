package dev.ebpc.tools.evaluation;

import dev.ebpc.tools.evaluation.BpcSymbols.Symbol;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What was counted in one feature map, or in several taken together.
 *
 * @param words words
 * @param zeros words of value zero; of floating point, both zeros
 * @param rawBits bits of the words, W each
 * @param sizesBits exact bits by {@link Method#key()}; methods without a meaning for the format are
 *     missing
 * @param compressedBits bits of the outputs of general-purpose compressors, by name
 * @param bitsByBlockSize bits of the hardware code for each of {@link Sweep#BLOCK_SIZES}
 * @param bitsByZeroRun bits of the hardware code for each of {@link Sweep#ZERO_RUNS}
 * @param symbolBits bits of the BPC stream by symbol
 * @param values how many non-zero words there are in each of {@link ValueHistogram#BINS} equal
 *     parts of the range of values
 * @param cycles cycles of the published hardware, if it can be built for words of this width
 * @param unrestorable words of float16 that the published arithmetic (differences rounded to
 *     float16) would not restore
 */
@SuppressWarnings("ArrayRecordComponent") // handed on and looked at, never compared
public record Counts(
    long words,
    long zeros,
    long rawBits,
    Map<String, Long> sizesBits,
    Map<String, Long> compressedBits,
    long[] bitsByBlockSize,
    long[] bitsByZeroRun,
    Map<Symbol, Long> symbolBits,
    long[] values,
    Optional<HardwareCycles> cycles,
    long unrestorable) {

  /**
   * Sums of everything.
   *
   * @param parts at least one; what one of them lacks is missing in the sum
   */
  public static Counts sum(List<Counts> parts) {
    return new Counts(
        sum(parts, Counts::words),
        sum(parts, Counts::zeros),
        sum(parts, Counts::rawBits),
        sumByName(parts, Counts::sizesBits),
        sumByName(parts, Counts::compressedBits),
        sumOfArrays(parts, Counts::bitsByBlockSize),
        sumOfArrays(parts, Counts::bitsByZeroRun),
        sumBySymbol(parts),
        sumOfArrays(parts, Counts::values),
        parts.stream().map(Counts::cycles).reduce(HardwareCycles::sum).orElseThrow(),
        sum(parts, Counts::unrestorable));
  }

  private static long sum(List<Counts> parts, ToLongFunction<Counts> part) {
    return parts.stream().mapToLong(part).sum();
  }

  private static Map<String, Long> sumByName(
      List<Counts> parts, Function<Counts, Map<String, Long>> part) {
    Map<String, Long> sums = new LinkedHashMap<>(part.apply(parts.get(0)));
    for (Counts other : parts.subList(1, parts.size())) {
      Map<String, Long> more = part.apply(other);
      sums.keySet().retainAll(more.keySet());
      sums.replaceAll((name, bits) -> bits + more.get(name));
    }
    return sums;
  }

  private static Map<Symbol, Long> sumBySymbol(List<Counts> parts) {
    Map<Symbol, Long> sums = new EnumMap<>(Symbol.class);
    parts.forEach(
        part -> part.symbolBits.forEach((symbol, bits) -> sums.merge(symbol, bits, Long::sum)));
    return sums;
  }

  private static long[] sumOfArrays(List<Counts> parts, Function<Counts, long[]> part) {
    long[] sums = part.apply(parts.get(0)).clone();
    for (Counts other : parts.subList(1, parts.size())) {
      long[] more = part.apply(other);
      Arrays.setAll(sums, i -> sums[i] + more[i]);
    }
    return sums;
  }

  /** The same with the outputs of general-purpose compressors. */
  Counts withCompressors(Map<String, Long> outputs) {
    return new Counts(
        words,
        zeros,
        rawBits,
        sizesBits,
        outputs,
        bitsByBlockSize,
        bitsByZeroRun,
        symbolBits,
        values,
        cycles,
        unrestorable);
  }

  /** Share of zeros, 0 to 1. */
  public double sparsity() {
    return (double) zeros / words;
  }

  /** Bits of both streams of the hardware code. */
  public long hardwareBits() {
    return sizesBits.get(Method.ZNZ.key()) + sizesBits.get(Method.BPC_STREAM.key());
  }

  /** Ratio of a size to the bits of the words. An empty output compresses without end. */
  public double ratio(long bits) {
    return (double) rawBits / bits;
  }

  /** Ratio of the hardware code. */
  public double ratio() {
    return ratio(hardwareBits());
  }

  /** Whether a method has a meaning for these words. */
  public boolean has(Method method) {
    return sizesBits.containsKey(method.key());
  }

  /** Bits of a method that {@link #has} a meaning. */
  public long bits(Method method) {
    return sizesBits.get(method.key());
  }

  /** The smallest of the methods that are older than EBPC. */
  public Method bestEarlier() {
    return Stream.of(Method.values())
        .filter(method -> method.role() == Method.Role.EARLIER && has(method))
        .min((one, other) -> Long.compare(bits(one), bits(other)))
        .orElseThrow();
  }

  /** By how much the ratio of the hardware code is greater than that of a method: 0.1 is 10 %. */
  public double gainOver(long bits) {
    return (double) bits / hardwareBits() - 1;
  }
}
