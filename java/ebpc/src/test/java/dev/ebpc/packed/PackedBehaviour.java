package dev.ebpc.packed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.Profile;
import dev.ebpc.engine.Coder;
import dev.ebpc.engine.Engine;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the packed coder of every engine must do; a test class per engine extends it. */
public abstract class PackedBehaviour {
  private static final long INPUTS = Long.getLong("ebpc.inputs", 3000);

  private static final long SEED = Long.getLong("ebpc.seed", 1);

  private final PackedEncoder encoder = new PackedEncoder();

  protected abstract Engine engine();

  private PackedCoder coder() {
    return (PackedCoder) engine().coder(Profile.PACKED).orElseThrow();
  }

  /** Bytes are those of plain Java, which the tests of the format hold against the chapter. */
  private void compare(PackedDifference difference, PackedFormat format, byte[] words, int row) {
    byte[] expected = Batches.encode(encoder, format, words, row);
    int count = words.length / format.containerBytes();
    String what = format + ", " + count + " words in rows of " + row;
    assertNull(difference.compareBytes(format, words, row, expected), what);
    assertNull(difference.compareWords(format, expected, count), what);
  }

  @Test
  void everyWidthAndLengthAroundGroupsBlocksAndTilesIsThatOfTheFormat() {
    Random random = new Random(2);
    PackedDifference difference = new PackedDifference(engine(), 2);
    for (int bytes = 1; bytes <= 4; bytes *= 2) {
      for (int bits = 2; bits <= 8 * bytes; bits++) {
        PackedFormat format = new PackedFormat(bytes, bits, bits % 2 == 0, false);
        for (int count : new int[] {1, 2, 7, 8, 9, 63, 64, 65, 127, 129, 1025, 4095, 4097, 8193}) {
          byte[] words = Batches.words(random, format, count);
          compare(difference, format, words, random.nextInt(count + 1));
        }
      }
    }
  }

  @Test
  void theLongestBatchesAreThoseOfTheFormat() {
    Random random = new Random(3);
    PackedDifference difference = new PackedDifference(engine(), 3);
    for (PackedFormat format : Batches.FORMATS) {
      int count = PackedFormat.MAX_BATCH_BYTES / format.containerBytes();
      for (int row : new int[] {0, 1, 63, 64, 65, 127, 128, 129, 1000, count - 1, count}) {
        compare(difference, format, Batches.words(random, format, count), row);
        int less = random.nextInt(70);
        compare(difference, format, Batches.words(random, format, count - less), row);
      }
    }
  }

  @Test
  void rowsOfEveryLengthAreCombinedAndRestored() {
    Random random = new Random(4);
    PackedDifference difference = new PackedDifference(engine(), 4);
    PackedFormat format = Batches.FORMATS[0];
    for (int row = 1; row < 300; row++) {
      byte[] words = new byte[1 + row * 40 + random.nextInt(200)];
      for (int i = 0; i < words.length; i++) {
        boolean zero = i % row < row / 2 ^ random.nextInt(60) == 0;
        words[i] = (byte) (zero ? 0 : 1 + random.nextInt(15));
      }
      compare(difference, format, words, row);
    }
  }

  @Test
  void everyBitFlipIsAcceptedOrRefusedAsByPlainJava() {
    Random random = new Random(6);
    PackedDifference difference = new PackedDifference(engine(), 6);
    for (PackedFormat format : Batches.FORMATS) {
      for (int i = 0; i < 8; i++) {
        int count = 60 + random.nextInt(300);
        byte[] words = Batches.words(random, format, count);
        byte[] batch = Batches.encode(encoder, format, words, 1 + i * 7);
        for (int bit = 0; bit < 8 * batch.length; bit++) {
          byte[] flipped = batch.clone();
          flipped[bit / 8] ^= (byte) (1 << (bit % 8));
          int at = bit;
          assertNull(difference.compareWords(format, flipped, count), () -> format + ", bit " + at);
        }
      }
    }
  }

  /**
   * Heap arrays of other types and native memory, at any offset, and words that may not be written.
   */
  @Test
  void memoryOfEveryKindIsReadAndWritten() throws PackedException {
    Random random = new Random(8);
    PackedFormat format = Batches.FORMATS[3];
    byte[] words = Batches.words(random, format, 1000);
    byte[] expected = Batches.encode(encoder, format, words, 50);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment[] memories = {
        MemorySegment.ofArray(new int[600]),
        MemorySegment.ofArray(new float[600]),
        MemorySegment.ofArray(new short[1100]),
        MemorySegment.ofArray(new byte[2100]),
        arena.allocate(2100)
      };
      for (MemorySegment memory : memories) {
        for (long offset : new long[] {0, 4, 7, 64}) {
          MemorySegment.copy(words, 0, memory, ValueLayout.JAVA_BYTE, offset, words.length);
          checkMemory(format, memory, offset, expected);
        }
      }
    }
  }

  private void checkMemory(PackedFormat format, MemorySegment memory, long offset, byte[] expected)
      throws PackedException {
    PackedCoder coder = coder();
    Coder.Scratch scratch = coder.newScratch();
    byte[] out = new byte[PackedFormat.room(2000)];
    int bytes = coder.encode(format, memory.asReadOnly(), offset, 1000, 50, out, scratch);
    assertArrayEquals(expected, Arrays.copyOf(out, bytes));
    byte[] before = memory.toArray(ValueLayout.JAVA_BYTE);
    memory.asSlice(offset, 2000).fill((byte) 0x77);
    BatchHead head = new BatchHead();
    head.read(expected, 0, format, 1000);
    int headBytes = BatchHead.bytes(expected[0], format);
    byte[] payload = Arrays.copyOfRange(expected, headBytes, expected.length + PackedFormat.SLACK);
    assertTrue(coder.decode(format, head, 1000, payload, memory, offset, scratch));
    assertArrayEquals(before, memory.toArray(ValueLayout.JAVA_BYTE));
  }

  /** Nothing tells this engine from plain Java; the long run of {@link PackedDifference}. */
  @Test
  void randomInputIsCodedAndDecodedAsByPlainJava() {
    PackedDifference.Report report = new PackedDifference(engine(), SEED).run(INPUTS);
    System.out.println(report);
    assertEquals(0, report.differences(), report::toString);
    assertTrue(report.rejected() > INPUTS / 10, report::toString);
  }
}
