package dev.ebpc.tools.evaluation;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EvaluationCode;
import dev.ebpc.code.EvaluationCode.Deltas;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.WordRange;
import dev.ebpc.tools.evaluation.BpcSymbols.Symbol;
import dev.ebpc.tools.maps.FloatWords;
import dev.ebpc.tools.maps.MapInfo;
import dev.ebpc.tools.maps.WordTiles;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Counts everything that is to be known of one feature map, in one pass over its words and one over
 * masks of its non-zero ones. Nothing is coded: all sizes follow from counts of symbols.
 */
final class MapCounter {
  private static final int FLOAT16_MAGNITUDE = 0x7fff;

  private final MapInfo info;
  private final byte[] containers;
  private final NumberFormat format;
  private final int words;
  private final CodeParameters parameters;
  private final PatternCounts patterns;
  private final ValueHistogram values;
  private final List<BpcSymbols> blockSizes = new ArrayList<>();
  private long bpcBits;
  private long publishedBpcBits;
  private long unrestorable;

  private MapCounter(MapInfo info, byte[] containers) {
    this.info = info;
    this.containers = containers;
    format = info.format();
    words = containers.length / format.containerBytes();
    parameters = CodeParameters.ofWordBits(info.wordBits());
    patterns = new PatternCounts(info.wordBits());
    float magnitude = format.fixedWidth() ? FloatWords.magnitude(containers, format) : 0;
    values = new ValueHistogram(format, info.wordBits(), magnitude);
    for (int blockSize : Sweep.BLOCK_SIZES) {
      blockSizes.add(
          new BpcSymbols(new CodeParameters(info.wordBits(), blockSize, parameters.maxZeroRun())));
    }
  }

  /**
   * Counts a map.
   *
   * @param info what its words are
   * @param containers its words, at least one
   * @throws IllegalArgumentException if a word does not fit W bits
   */
  static Counts count(MapInfo info, byte[] containers) {
    MapCounter counter = new MapCounter(info, containers);
    counter.requireRange();
    counter.passOverWords();
    return counter.result();
  }

  private void requireRange() {
    int outside =
        new WordRange()
            .firstOutside(format, info.wordBits(), MemorySegment.ofArray(containers), 0, words);
    if (outside >= 0) {
      throw new IllegalArgumentException(
          "word " + outside + " does not fit " + info.wordBits() + " bits");
    }
  }

  private void passOverWords() {
    List<Consumer<int[]>> hardware = new ArrayList<>();
    blockSizes.forEach(symbols -> hardware.add(symbols::add));
    List<NonZeroTiles> streams = new ArrayList<>();
    streams.add(new NonZeroTiles(-1 >>> (32 - info.wordBits()), hardware));
    publishedCode()
        .ifPresent(
            code -> {
              int magnitude = format == NumberFormat.FLOAT16 ? FLOAT16_MAGNITUDE : -1;
              streams.add(new NonZeroTiles(magnitude, List.of(tile -> countPublished(code, tile))));
              streams.add(new NonZeroTiles(0, List.of(tile -> bpcBits += code.bpcBitsOfAll(tile))));
            });
    WordTiles source = new WordTiles(containers, format);
    int[] tile = new int[WordTiles.WORDS];
    for (int first = 0; first < words; first += tile.length) {
      int count = Math.min(tile.length, words - first);
      source.read(first, tile, count);
      patterns.add(tile, count);
      values.add(tile, count);
      streams.forEach(stream -> stream.add(tile, count));
    }
    streams.forEach(NonZeroTiles::finish);
  }

  private void countPublished(EvaluationCode code, int[] tile) {
    publishedBpcBits += code.bpcBits(tile);
    if (format == NumberFormat.FLOAT16) {
      unrestorable += PublishedFloat16.unrestorable(tile, parameters.blockSize());
    }
  }

  /** The published code, where the published evaluation says what it is. */
  private Optional<EvaluationCode> publishedCode() {
    int containerBits = 8 * format.containerBytes();
    if (containerBits > 16 || format == NumberFormat.BFLOAT16) {
      return Optional.empty();
    }
    // Differences wrap in containers that are just as wide as a word, as numpy's do.
    int planes = info.wordBits() == containerBits ? info.wordBits() : info.wordBits() + 1;
    Deltas deltas = format == NumberFormat.FLOAT16 ? Deltas.FLOAT16 : Deltas.INTEGER;
    return Optional.of(new EvaluationCode(parameters, planes, deltas));
  }

  private Counts result() {
    int size = format.containerBytes();
    ZeroRuns patternRuns = ZeroRuns.of(containers, size, false);
    ZeroRuns valueRuns = format.fixedWidth() ? ZeroRuns.of(containers, size, true) : patternRuns;
    BpcSymbols symbols = blockSizes.get(Sweep.BLOCK_SIZES.indexOf(parameters.blockSize()));
    Map<Symbol, Long> symbolBits = new EnumMap<>(Symbol.class);
    for (Symbol symbol : Symbol.values()) {
      symbolBits.put(symbol, symbols.bits(symbol));
    }
    long znz = ZeroRunSizes.znz(patternRuns, parameters);
    return new Counts(
        words,
        words - valueRuns.nonZeros(),
        (long) words * info.wordBits(),
        sizes(valueRuns, znz, symbols.bits()),
        Map.of(),
        blockSizes.stream().mapToLong(counted -> znz + counted.bits()).toArray(),
        Sweep.ZERO_RUNS.stream()
            .mapToLong(run -> ZeroRunSizes.znz(patternRuns, withRun(run)) + symbols.bits())
            .toArray(),
        symbolBits,
        values.bins(),
        cycles(),
        unrestorable);
  }

  private Optional<HardwareCycles> cycles() {
    if (!HardwareCycles.exist(info.wordBits(), words)) {
      return Optional.empty();
    }
    int[] all = new int[words];
    int[] tile = new int[WordTiles.WORDS];
    WordTiles source = new WordTiles(containers, format);
    for (int first = 0; first < words; first += tile.length) {
      int count = Math.min(tile.length, words - first);
      source.read(first, tile, count);
      System.arraycopy(tile, 0, all, first, count);
    }
    return Optional.of(HardwareCycles.of(parameters, all));
  }

  private Map<String, Long> sizes(ZeroRuns runs, long znz, long bpc) {
    int wordBits = info.wordBits();
    Map<String, Long> sizes = new LinkedHashMap<>();
    sizes.put(Method.ZERO_RLE.key(), ZeroRunSizes.zeroRle(runs, wordBits));
    sizes.put(Method.ZVC.key(), ZeroRunSizes.zvc(runs, wordBits));
    sizes.put(Method.CSC.key(), ZeroRunSizes.csc(runs, wordBits));
    if (publishedCode().isPresent()) {
      sizes.put(Method.BPC.key(), bpcBits);
      sizes.put(
          Method.EBPC_PUBLISHED.key(),
          ZeroRunSizes.evaluationZnz(runs, parameters) + publishedBpcBits);
    }
    sizes.put(Method.ZNZ.key(), znz);
    sizes.put(Method.BPC_STREAM.key(), bpc);
    sizes.put(Method.ENTROPY.key(), patterns.entropyBits());
    return sizes;
  }

  private CodeParameters withRun(int run) {
    return new CodeParameters(info.wordBits(), parameters.blockSize(), run);
  }
}
