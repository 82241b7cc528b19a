package dev.ebpc.hardware;

import dev.ebpc.Ebpc;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Transmission;
import dev.ebpc.engine.Coder;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Holds an engine against the scalar one on {@link RandomInput}: the same streams, the same input
 * accepted with the same words, and the same error where it is not.
 *
 * <p>{@link HardwareBehaviour} runs a few thousand inputs for every engine; system property {@code
 * ebpc.inputs} asks for more, {@code ebpc.seed} for others. Or by itself:
 *
 * <pre>java -cp ... dev.ebpc.hardware.HardwareDifference ENGINE INPUTS [SEED]</pre>
 */
public final class HardwareDifference {

  /**
   * What a run found.
   *
   * @param engine name and description of the engine
   * @param inputs batches
   * @param accepted those that were decoded
   * @param rejected those that were refused
   * @param differences those on which the engines differ
   * @param first what differed first, null if nothing
   */
  public record Report(
      String engine, long inputs, long accepted, long rejected, long differences, String first) {

    @Override
    public String toString() {
      String line =
          "%s against scalar: %d inputs, %d accepted, %d rejected, %d differences"
              .formatted(engine, inputs, accepted, rejected, differences);
      return first == null ? line : line + "; the first: " + first;
    }
  }

  /** An engine and what it works on. */
  private static final class Side {
    final Engine engine;
    final ChunkCoder coder;
    final Coder.Scratch scratch;
    final Ebpc codec;
    final TestBatch batch = new TestBatch(RandomInput.MOST_CHUNKS);

    Side(Engine engine) {
      this.engine = engine;
      coder = HardwareBehaviour.coderOf(engine);
      scratch = coder.newScratch();
      codec = Ebpc.builder().engine(engine).build();
      batch.reserve(ROOM, ROOM);
    }
  }

  /** Bytes for streams; more are made where an input needs them. */
  private static final int ROOM = 1 << 19;

  private final Side own;
  private final Side scalar = new Side(Engines.named("scalar"));
  private final Random random;
  private final RandomInput input;

  /**
   * Prepares a run.
   *
   * @param engine the engine to compare
   * @param seed of all random numbers
   */
  public HardwareDifference(Engine engine, long seed) {
    own = new Side(engine);
    random = Random.from(new SplittableRandom(seed));
    input = new RandomInput(random);
  }

  /** Compares on a number of inputs. */
  public Report run(long inputs) {
    long accepted = 0;
    long differences = 0;
    String first = null;
    for (long i = 0; i < inputs; i++) {
      String difference;
      try {
        prepare();
        difference = compareStreams();
        if (difference == null) {
          turnAround();
          boolean good = scalar.batch.decode(scalar.coder, scalar.scratch);
          accepted += good ? 1 : 0;
          difference = compareWords(good);
        }
      } catch (RuntimeException broken) {
        difference = broken.toString();
      }
      if (difference != null) {
        differences++;
        first = first == null ? "input " + i + ": " + describe() + ": " + difference : first;
      }
    }
    Engine engine = own.engine;
    String name = engine.name() + " (" + engine.description() + ")";
    return new Report(name, inputs, accepted, inputs - accepted, differences, first);
  }

  private String describe() {
    return scalar.batch.parameters + ", " + scalar.batch.chunks + " chunks";
  }

  /** Gives both sides the same words. */
  private void prepare() {
    CodeParameters code = input.parameters();
    int[][] words = input.words(code.wordBits());
    TestBatch made = TestBatch.of(code, words);
    NumberFormat format = format(made);
    byte[] bytes = made.words.toArray(ValueLayout.JAVA_BYTE);
    for (Side side : new Side[] {own, scalar}) {
      TestBatch batch = side.batch;
      batch.parameters = code;
      batch.format = format;
      batch.chunks = made.chunks;
      batch.words = MemorySegment.ofArray(bytes.clone());
      System.arraycopy(made.wordOffset, 0, batch.wordOffset, 0, made.chunks);
      System.arraycopy(made.wordCount, 0, batch.wordCount, 0, made.chunks);
    }
  }

  /** Signed or not; words that do not fill their containers are zero-extended here. */
  private NumberFormat format(TestBatch made) {
    boolean whole = made.parameters.wordBits() == 8 * made.format.containerBytes();
    if (!whole || random.nextBoolean()) {
      return made.format;
    }
    return switch (made.format) {
      case UINT8 -> NumberFormat.INT8;
      case UINT16 -> NumberFormat.INT16;
      default -> NumberFormat.INT32;
    };
  }

  private String compareStreams() {
    for (Side side : new Side[] {own, scalar}) {
      side.batch.encode(side.coder, side.scratch);
    }
    TestBatch a = own.batch;
    TestBatch b = scalar.batch;
    for (int i = 0; i < a.chunks; i++) {
      if (a.nonZeros[i] != b.nonZeros[i]
          || a.znzBits[i] != b.znzBits[i]
          || a.bpcBits[i] != b.bpcBits[i]
          || a.znzStart[i] != b.znzStart[i]
          || a.bpcStart[i] != b.bpcStart[i]) {
        return "lengths of chunk " + i;
      }
    }
    int last = a.chunks - 1;
    int znzEnd = a.znzStart[last] + (a.znzBits[last] + 7) / 8;
    int bpcEnd = a.bpcStart[last] + (a.bpcBits[last] + 7) / 8;
    if (!Arrays.equals(a.znz, 0, znzEnd, b.znz, 0, znzEnd)) {
      return "ZNZ streams";
    }
    return Arrays.equals(a.bpc, 0, bpcEnd, b.bpc, 0, bpcEnd) ? null : "BPC streams";
  }

  /** Makes the streams of the scalar side, damaged or not, the input of both. */
  private void turnAround() {
    TestBatch from = scalar.batch;
    TestBatch to = own.batch;
    input.damage(from);
    int znzEnd = 0;
    int bpcEnd = 0;
    for (int i = 0; i < from.chunks; i++) {
      znzEnd = Math.max(znzEnd, from.znzStart[i] + from.znzBytes[i]);
      bpcEnd = Math.max(bpcEnd, from.bpcStart[i] + from.bpcBytes[i]);
      to.nonZeros[i] = from.nonZeros[i];
      to.znzStart[i] = from.znzStart[i];
      to.znzBytes[i] = from.znzBytes[i];
      to.bpcStart[i] = from.bpcStart[i];
      to.bpcBytes[i] = from.bpcBytes[i];
    }
    System.arraycopy(from.znz, 0, to.znz, 0, znzEnd);
    System.arraycopy(from.bpc, 0, to.bpc, 0, bpcEnd);
    // What was there before must not show through.
    from.words.fill((byte) 0x5A);
    to.words.fill((byte) 0xA5);
  }

  private String compareWords(boolean good) {
    TestBatch batch = own.batch;
    if (batch.decode(own.coder, own.scratch) != good) {
      return good ? "refused" : "accepted";
    }
    if (good && batch.words.mismatch(scalar.batch.words) >= 0) {
      return "words from byte " + batch.words.mismatch(scalar.batch.words);
    }
    int chunks = batch.chunks;
    if (good && !Arrays.equals(batch.counted, 0, chunks, scalar.batch.counted, 0, chunks)) {
      return "non-zero words";
    }
    Optional<EbpcException> ownError = batch.firstError();
    Optional<EbpcException> scalarError = scalar.batch.firstError();
    if (ownError.isEmpty() != good || !sameError(ownError, scalarError)) {
      return "errors " + ownError + " and " + scalarError;
    }
    return batch.chunks == 1 ? compareFacades() : null;
  }

  /** The only chunk as a bare transmission, through the facade of both engines. */
  private String compareFacades() {
    TestBatch batch = scalar.batch;
    int words = batch.wordCount[0];
    byte[] znz = padded(batch, batch.znz, batch.znzStart[0], batch.znzBytes[0]);
    byte[] bpc = padded(batch, batch.bpc, batch.bpcStart[0], batch.bpcBytes[0]);
    Transmission transmission =
        new Transmission(
            batch.parameters, words, batch.nonZeros[0], znz, 8 * znz.length, bpc, 8 * bpc.length);
    Object a = outcome(own.codec, transmission);
    Object b = outcome(scalar.codec, transmission);
    return Objects.deepEquals(a, b) ? null : "by the facade, " + a + " and " + b;
  }

  private static byte[] padded(TestBatch batch, byte[] stream, int start, int bytes) {
    int length = (int) Transmission.paddedBytes(8L * bytes, batch.parameters.wordBits());
    return Arrays.copyOf(Arrays.copyOfRange(stream, start, start + bytes), length);
  }

  private Object outcome(Ebpc codec, Transmission transmission) {
    try {
      return codec.decodeTransmission(transmission, scalar.batch.format);
    } catch (EbpcException error) {
      return error.code() + " at " + error.place() + " " + error.offset();
    }
  }

  private static boolean sameError(Optional<EbpcException> a, Optional<EbpcException> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() && b.isEmpty();
    }
    EbpcException one = a.get();
    EbpcException other = b.get();
    return one.code() == other.code()
        && one.place() == other.place()
        && one.chunk() == other.chunk()
        && one.offset() == other.offset();
  }

  /** Runs by itself: name of the engine, number of inputs, seed. */
  public static void main(String[] arguments) {
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    HardwareDifference difference = new HardwareDifference(Engines.named(arguments[0]), seed);
    Report report = difference.run(Long.parseLong(arguments[1]));
    System.out.println(report);
    System.exit(report.differences() == 0 ? 0 : 1);
  }
}
