package dev.ebpc.tools.verify;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Transmission;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.WordRange;
import dev.ebpc.hardware.EncodingBatch;
import dev.ebpc.tools.tensor.Tensor;
import dev.ebpc.tools.tensor.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Runs every engine and the hardware model over a tensor, as one transmission and as the chunks of
 * a frame: their streams must be equal bit by bit, and all must restore the words.
 */
public final class TensorVerification {
  /** The row of the hardware model. */
  public static final String MODEL = ModelCheck.NAME;

  private static final int BATCH_CHUNKS = 32;

  /** Left in the memory that an engine decodes into, so that words it forgets are seen. */
  private static final byte UNTOUCHED = 0x5A;

  private final CodeParameters parameters;
  private final NumberFormat format;
  private final int chunkWords;
  private final List<EngineStreams> engines;
  private final Consumer<String> told;
  private final Optional<String> modelRefusal;
  private final WordRange range = new WordRange();
  private final Map<String, Long> differences = new LinkedHashMap<>();
  private long words;
  private long transmissions;

  /**
   * Prepares a verification.
   *
   * @param engines the engines; the first is what the others are compared with
   * @param parameters the parameters of the code
   * @param format the number format of the tensor
   * @param chunkWords words of a chunk
   * @param told told of each difference, in words
   */
  public TensorVerification(
      List<Engine> engines,
      CodeParameters parameters,
      NumberFormat format,
      int chunkWords,
      Consumer<String> told) {
    this.parameters = parameters;
    this.format = format;
    this.chunkWords = chunkWords;
    this.told = told;
    this.engines = engines.stream().map(EngineStreams::new).toList();
    engines.forEach(engine -> differences.put(engine.name(), 0L));
    modelRefusal = ModelCheck.refusal(parameters);
    if (modelRefusal.isEmpty()) {
      differences.put(MODEL, 0L);
    }
  }

  /**
   * Runs over a whole tensor.
   *
   * @param tensor the tensor, read to its end
   * @param progress told of the bytes that are done
   * @throws IllegalArgumentException if a word does not fit W bits, naming it
   */
  public void run(Tensor tensor, LongConsumer progress) throws IOException {
    int bytes = format.containerBytes();
    byte[] buffer = new byte[BATCH_CHUNKS * chunkWords * bytes];
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int read = tensor.read(buffer); read > 0; read = tensor.read(buffer)) {
      requireRange(MemorySegment.ofArray(buffer), read / bytes);
      compare(MemorySegment.ofArray(buffer), words, read / bytes, chunkWords);
      words += read / bytes;
      if (words <= Transmission.MAX_WORDS) {
        whole.write(buffer, 0, read);
      }
      progress.accept(read);
    }
    if (words > 0 && words <= Transmission.MAX_WORDS) {
      compare(MemorySegment.ofArray(whole.toByteArray()), 0, (int) words, (int) words);
    }
  }

  private void requireRange(MemorySegment source, int count) {
    int wordBits = parameters.wordBits();
    int outside = range.firstOutside(format, wordBits, source, 0, count);
    if (outside >= 0) {
      throw new IllegalArgumentException(
          "word " + (words + outside) + " does not fit " + wordBits + " bits");
    }
  }

  private void compare(MemorySegment source, long first, int count, int chunk) {
    MemorySegment tensor = source.asSlice(0, (long) count * format.containerBytes());
    MemorySegment restored = MemorySegment.ofArray(new byte[(int) tensor.byteSize()]);
    EncodingBatch reference = null;
    for (EngineStreams engine : engines) {
      EncodingBatch found = engine.encode(parameters, format, tensor, count, chunk);
      reference = reference == null ? found : reference;
      transmissions += found == reference ? found.count() : 0;
      for (int i = 0; i < found.count(); i++) {
        difference(reference, found, i)
            .ifPresent(
                place -> tell(engine.name(), "streams differ from the first engine's: " + place));
      }
      restored.fill(UNTOUCHED);
      if (!engine.decodeAgain(restored)) {
        tell(engine.name(), "refuses its own streams");
      } else if (tensor.mismatch(restored) >= 0) {
        long word = tensor.mismatch(restored) / format.containerBytes();
        tell(engine.name(), "word " + (first + word) + " is not restored");
      }
    }
    if (modelRefusal.isEmpty()) {
      compareModel(tensor, count, chunk);
    }
  }

  /** Holds the model against the streams of the first engine. */
  private void compareModel(MemorySegment tensor, int count, int chunk) {
    EncodingBatch expected = engines.get(0).encode(parameters, format, tensor, count, chunk);
    for (int i = 0; i < expected.count(); i++) {
      int transmission = i;
      int[] words =
          Words.of(tensor, format, parameters.wordBits(), i * chunk, expected.wordCount(i));
      ModelCheck.firstDifference(
              parameters,
              words,
              expected.znzOf(i),
              expected.znzBits(i),
              expected.bpcOf(i),
              expected.bpcBits(i))
          .ifPresent(place -> tell(MODEL, "transmission " + transmission + ", " + place));
    }
  }

  private static Optional<String> difference(EncodingBatch expected, EncodingBatch found, int i) {
    if (expected == found) {
      return Optional.empty();
    }
    return Bits.difference(
            "ZNZ", expected.znzOf(i), expected.znzBits(i), found.znzOf(i), found.znzBits(i))
        .or(
            () ->
                Bits.difference(
                    "BPC",
                    expected.bpcOf(i),
                    expected.bpcBits(i),
                    found.bpcOf(i),
                    found.bpcBits(i)))
        .map(place -> "transmission " + i + ", " + place);
  }

  private void tell(String row, String difference) {
    differences.merge(row, 1L, Long::sum);
    told.accept(row + ": " + difference);
  }

  /** Words of the tensor. */
  public long words() {
    return words;
  }

  /**
   * Transmissions that every engine coded and decoded: the chunks, and the whole if it fits one.
   */
  public long transmissions() {
    return transmissions;
  }

  /** Why the hardware model was left out; empty if it was not. */
  public Optional<String> skipped() {
    return modelRefusal;
  }

  /** Differences found per engine, and by the hardware model if it was run. */
  public Map<String, Long> differences() {
    return differences;
  }

  /** Whether there are none. */
  public boolean agrees() {
    return differences.values().stream().allMatch(count -> count == 0);
  }
}
