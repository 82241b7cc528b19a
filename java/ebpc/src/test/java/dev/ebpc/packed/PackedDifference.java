package dev.ebpc.packed;

import dev.ebpc.code.Profile;
import dev.ebpc.engine.Coder;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Holds an engine's packed coder against plain Java on random formats, words and damages: the same
 * bytes, the same batches accepted with the same words.
 *
 * <p>{@link PackedBehaviour} runs a few thousand inputs for every engine; system property {@code
 * ebpc.inputs} asks for more, {@code ebpc.seed} for others. Or by itself:
 *
 * <pre>java -cp ... dev.ebpc.packed.PackedDifference ENGINE INPUTS [SEED]</pre>
 */
public final class PackedDifference {

  /**
   * What a run found.
   *
   * @param engine name and description of the engine
   * @param inputs batches
   * @param accepted those that were decoded
   * @param rejected those that were refused by their payload
   * @param differences those on which the engines differ
   * @param first what differed first, null if nothing
   */
  public record Report(
      String engine, long inputs, long accepted, long rejected, long differences, String first) {

    @Override
    public String toString() {
      String line =
          "%s against plain Java: %d inputs, %d accepted, %d rejected, %d differences"
              .formatted(engine, inputs, accepted, rejected, differences);
      return first == null ? line : line + "; the first: " + first;
    }
  }

  /** Bytes around what a coder may write, which must stay as they are. */
  private static final int MARGIN = 8;

  private static final byte UNTOUCHED = 0x5A;

  private final Engine engine;
  private final PackedCoder coder;
  private final Coder.Scratch scratch;
  private final PackedEncoder encoder = new PackedEncoder();
  private final PackedDecoder decoder = new PackedDecoder();
  private final BatchHead head = new BatchHead();
  private final Random random;
  private long accepted;
  private long rejected;

  /**
   * Prepares a run.
   *
   * @param engine the engine to compare
   * @param seed of all random numbers
   */
  public PackedDifference(Engine engine, long seed) {
    this.engine = engine;
    coder = (PackedCoder) engine.coder(Profile.PACKED).orElseThrow();
    scratch = coder.newScratch();
    random = Random.from(new SplittableRandom(seed));
  }

  /** Compares on a number of inputs. */
  public Report run(long inputs) {
    long differences = 0;
    String first = null;
    for (long i = 0; i < inputs; i++) {
      PackedFormat format = Batches.format(random);
      int count = count(format);
      int row = random.nextInt(3) == 0 ? random.nextInt(count + 2) : random.nextInt(200);
      String difference = compare(format, Batches.words(random, format, count), row);
      if (difference != null) {
        differences++;
        String input = "input %d: %s, %d words in rows of %d: ".formatted(i, format, count, row);
        first = first == null ? input + difference : first;
      }
    }
    String name = engine.name() + " (" + engine.description() + ")";
    return new Report(name, inputs, accepted, rejected, differences, first);
  }

  private int count(PackedFormat format) {
    int most = PackedFormat.MAX_BATCH_BYTES / format.containerBytes();
    return switch (random.nextInt(40)) {
      case 0 -> most - random.nextInt(70);
      case 1, 2, 3 -> 1 + random.nextInt(20000);
      default -> 1 + random.nextInt(600);
    };
  }

  private String compare(PackedFormat format, byte[] words, int row) {
    byte[] expected = Batches.encode(encoder, format, words, row);
    String difference = compareBytes(format, words, row, expected);
    if (difference != null) {
      return difference;
    }
    int count = words.length / format.containerBytes();
    difference = compareWords(format, expected, count);
    for (int i = 0; difference == null && i < 3; i++) {
      byte[] damaged = expected.clone();
      damage(damaged);
      difference = compareWords(format, damaged, count);
    }
    return difference;
  }

  /** Encodes words at any place of an array. */
  String compareBytes(PackedFormat format, byte[] words, int row, byte[] expected) {
    int at = random.nextInt(9);
    byte[] memory = new byte[at + words.length];
    System.arraycopy(words, 0, memory, at, words.length);
    byte[] before = memory.clone();
    int room = PackedFormat.room(words.length);
    byte[] out = new byte[room + MARGIN];
    Arrays.fill(out, UNTOUCHED);
    int count = words.length / format.containerBytes();
    int bytes = coder.encode(format, MemorySegment.ofArray(memory), at, count, row, out, scratch);
    if (!isUntouched(out, room, out.length)) {
      return "the encoder wrote past its room";
    }
    if (!Arrays.equals(memory, before)) {
      return "the encoder wrote to the words";
    }
    int mismatch = Arrays.mismatch(out, 0, bytes, expected, 0, expected.length);
    return mismatch < 0
        ? null
        : "encoded to %d bytes, not %d, others from byte %d on"
            .formatted(bytes, expected.length, mismatch);
  }

  /** Decodes a batch that may be damaged, to any place of an array. */
  String compareWords(PackedFormat format, byte[] batch, int count) {
    byte[] expected = new byte[format.storedBytes(count)];
    byte[] payload;
    boolean good = true;
    try {
      int headBytes = BatchHead.bytes(batch[0], format);
      byte[] headMemory = Arrays.copyOf(batch, Math.max(batch.length, headBytes));
      head.read(headMemory, 0, format, count);
      payload = new byte[head.payloadBytes(format, count) + PackedFormat.SLACK];
      random.nextBytes(payload);
      int there = Math.min(Math.max(0, batch.length - headBytes), payload.length);
      System.arraycopy(headMemory, headBytes, payload, 0, there);
    } catch (PackedException refusedBefore) {
      // What a coder is given has a head that is right.
      return null;
    }
    try {
      MemorySegment words = MemorySegment.ofArray(expected);
      decoder.decode(format, head, 0, count, payload, 0, words, 0);
      accepted++;
    } catch (PackedException refused) {
      good = false;
      rejected++;
    }
    int at = MARGIN + random.nextInt(9);
    byte[] memory = new byte[at + expected.length + MARGIN];
    Arrays.fill(memory, UNTOUCHED);
    MemorySegment words = MemorySegment.ofArray(memory);
    boolean found = coder.decode(format, head, count, payload, words, at, scratch);
    int end = at + expected.length;
    if (!isUntouched(memory, 0, at) || !isUntouched(memory, end, memory.length)) {
      return "the decoder wrote outside of the words";
    }
    if (found != good) {
      return good ? "refused what is right" : "accepted what is wrong";
    }
    boolean same = !good || Arrays.equals(memory, at, end, expected, 0, expected.length);
    return same ? null : "decoded to other words";
  }

  private static boolean isUntouched(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != UNTOUCHED) {
        return false;
      }
    }
    return true;
  }

  private void damage(byte[] batch) {
    for (int change = random.nextInt(3); change >= 0; change--) {
      int near = random.nextInt(4) == 0 ? Math.min(40, batch.length) : batch.length;
      int at = random.nextInt(near);
      batch[at] =
          switch (random.nextInt(3)) {
            case 0 -> (byte) random.nextInt();
            case 1 -> (byte) random.nextInt(4);
            default -> (byte) (batch[at] ^ 1 << random.nextInt(8));
          };
    }
  }

  /** Runs by itself: name of the engine, number of inputs, seed. */
  public static void main(String[] arguments) {
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    PackedDifference difference = new PackedDifference(Engines.named(arguments[0]), seed);
    Report report = difference.run(Long.parseLong(arguments[1]));
    System.out.println(report);
    System.exit(report.differences() == 0 ? 0 : 1);
  }
}
