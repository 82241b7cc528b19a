package dev.ebpc.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.BitPlanes;
import dev.ebpc.code.BpcReader;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.code.Vector;
import dev.ebpc.code.ZnzReader;
import dev.ebpc.engine.Coder;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import dev.ebpc.engine.TestWords;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every engine must do; a test class per engine extends it.
 *
 * <p>Hostile streams are decoded by the plain readers too; system property {@code
 * ebpc.test.mutations} sets how many of them (per width) a long run tries.
 */
public abstract class HardwareBehaviour {
  private static final int MUTATIONS = Integer.getInteger("ebpc.test.mutations", 20_000);

  private static final int DAMAGED_BATCHES = 200;

  private static final long INPUTS = Long.getLong("ebpc.inputs", 4000);

  private static final long SEED = Long.getLong("ebpc.seed", 1);

  protected abstract Engine engine();

  private ChunkCoder coder() {
    return coderOf(engine());
  }

  static ChunkCoder coderOf(Engine engine) {
    return (ChunkCoder) engine.coder(Profile.HARDWARE).orElseThrow();
  }

  static Stream<Vector> vectors() {
    return Stream.concat(
        Vector.read("streams.json").stream(), Vector.read("streams_soft.json").stream());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void goldenVectorsComeOut(Vector vector) {
    TestBatch batch = TestBatch.of(vector.parameters(), vector.words());
    encode(batch);
    assertEquals(vector.number("znz_bits"), batch.znzBits[0]);
    assertEquals(vector.number("bpc_bits"), batch.bpcBits[0]);
    assertArrayEquals(cut(vector.bytes("znz"), batch.znzBits[0]), batch.znzOf(0));
    assertArrayEquals(cut(vector.bytes("bpc"), batch.bpcBits[0]), batch.bpcOf(0));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void goldenVectorsGoBack(Vector vector) {
    TestBatch batch = TestBatch.of(vector.parameters(), vector.words());
    byte[] expected = batch.words.toArray(ValueLayout.JAVA_BYTE);
    batch.words.fill((byte) 0x5A);
    byte[] znz = cut(vector.bytes("znz"), vector.number("znz_bits"));
    byte[] bpc = cut(vector.bytes("bpc"), vector.number("bpc_bits"));
    batch.putStreams(znz, bpc);
    assertTrue(decode(batch));
    assertArrayEquals(expected, batch.words.toArray(ValueLayout.JAVA_BYTE));
  }

  /** Every width, with block sizes and maximum runs in turn, against the plain encoder. */
  @ParameterizedTest
  @EnumSource
  void streamsAreThoseOfTheFormat(TestWords kind) {
    Random random = new Random(kind.name().hashCode());
    for (int wordBits = 2; wordBits <= 32; wordBits++) {
      for (int blockSize = 4; blockSize <= 64; blockSize *= 2) {
        int maxZeroRun = 2 << random.nextInt(8);
        CodeParameters code = new CodeParameters(wordBits, blockSize, maxZeroRun);
        checkAgainstFormat(code, kind.make(random, 1 + random.nextInt(400), wordBits));
      }
      checkAgainstFormat(CodeParameters.ofWordBits(wordBits), kind.make(random, 999, wordBits));
    }
  }

  private void checkAgainstFormat(CodeParameters code, int[] words) {
    TestBatch batch = TestBatch.of(code, words);
    encode(batch);
    PlainCode plain = new PlainCode(code);
    String what = code + ", " + words.length + " words";
    assertEquals(plain.znz(words), TestBatch.bits(batch.znzOf(0), batch.znzBits[0]), what);
    assertEquals(plain.bpc(words), TestBatch.bits(batch.bpcOf(0), batch.bpcBits[0]), what);
    checkWayBack(batch, what);
  }

  private void checkWayBack(TestBatch batch, String what) {
    byte[] expected = batch.words.toArray(ValueLayout.JAVA_BYTE);
    batch.words.fill((byte) 0xA5);
    assertTrue(decode(batch), what);
    assertArrayEquals(expected, batch.words.toArray(ValueLayout.JAVA_BYTE), what);
  }

  /** Tile borders and the last partial block, for the widths that have kernels of their own. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32})
  void everyLengthAroundTilesRoundTrips(int wordBits) {
    Random random = new Random(wordBits);
    for (int blockSize : new int[] {8, 16}) {
      CodeParameters code = new CodeParameters(wordBits, blockSize, 16);
      for (int around : new int[] {1, 64, 512, 4096, 8192, 65536 - 3}) {
        for (int words = Math.max(1, around - 3); words <= around + 3; words++) {
          int[] made = TestWords.RELU.make(random, words, wordBits);
          TestBatch batch = TestBatch.of(code, made);
          encode(batch);
          checkWayBack(batch, code + ", " + words + " words");
        }
      }
    }
  }

  /** Heap arrays of every type, direct and native memory, at odd offsets. */
  @ParameterizedTest
  @CsvSource({"8, 8", "16, 8", "16, 16", "32, 16"})
  void memoryOfEveryKindIsRead(int wordBits, int blockSize) {
    CodeParameters code = new CodeParameters(wordBits, blockSize, 16);
    int[] words = TestWords.RELU.make(new Random(7), 40_000 / wordBits, wordBits);
    TestBatch expected = TestBatch.of(code, words);
    encode(expected);
    byte[] bytes = expected.words.toArray(ValueLayout.JAVA_BYTE);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment[] places = {
        MemorySegment.ofArray(new byte[6001]),
        MemorySegment.ofArray(new short[3001]),
        MemorySegment.ofArray(new float[1501]),
        MemorySegment.ofArray(new long[751]),
        MemorySegment.ofBuffer(java.nio.ByteBuffer.allocateDirect(6001)),
        arena.allocate(6001)
      };
      for (MemorySegment place : places) {
        for (int offset : new int[] {0, 1, 3, 8, 63}) {
          MemorySegment.copy(bytes, 0, place, ValueLayout.JAVA_BYTE, offset, bytes.length);
          TestBatch batch = TestBatch.of(code, words);
          batch.words = place;
          batch.wordOffset[0] = offset;
          encode(batch);
          assertArrayEquals(expected.znzOf(0), batch.znzOf(0));
          assertArrayEquals(expected.bpcOf(0), batch.bpcOf(0));
          place.fill((byte) 0x77);
          assertTrue(decode(batch));
          MemorySegment inside = place.asSlice(offset, bytes.length);
          assertArrayEquals(bytes, inside.toArray(ValueLayout.JAVA_BYTE));
          for (long i = 0; i < place.byteSize(); i++) {
            boolean outside = i < offset || i >= offset + bytes.length;
            assertTrue(!outside || place.get(ValueLayout.JAVA_BYTE, i) == 0x77, "byte " + i);
          }
        }
      }
    }
  }

  /** Many chunks of different lengths and kinds in one batch, with scratch that was used before. */
  @ParameterizedTest
  @ValueSource(ints = {5, 8, 12, 16, 32})
  void chunksOfABatchDoNotTouchEachOther(int wordBits) {
    Random random = new Random(wordBits);
    ChunkCoder coder = coder();
    Coder.Scratch scratch = coder.newScratch();
    for (int round = 0; round < 20; round++) {
      CodeParameters code = new CodeParameters(wordBits, 8 << random.nextInt(2), 16);
      int[][] chunks = new int[1 + random.nextInt(32)][];
      for (int i = 0; i < chunks.length; i++) {
        TestWords kind = TestWords.any(random);
        chunks[i] = kind.make(random, 1 + random.nextInt(5000), wordBits);
      }
      TestBatch batch = TestBatch.of(code, chunks);
      batch.encode(coder, scratch);
      for (int i = 0; i < chunks.length; i++) {
        TestBatch alone = TestBatch.of(code, chunks[i]);
        encode(alone);
        assertArrayEquals(alone.znzOf(0), batch.znzOf(i));
        assertArrayEquals(alone.bpcOf(0), batch.bpcOf(i));
        assertEquals(alone.nonZeros[0], batch.nonZeros[i]);
      }
      byte[] expected = batch.words.toArray(ValueLayout.JAVA_BYTE);
      batch.words.fill((byte) 1);
      assertTrue(batch.decode(coder, scratch));
      assertArrayEquals(expected, batch.words.toArray(ValueLayout.JAVA_BYTE));
    }
  }

  /** One bit of a batch of long chunks: refused exactly where the plain readers see an error. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32})
  void damagedBatchesAreJudgedAlike(int wordBits) {
    Random random = new Random(31 + wordBits);
    ChunkCoder coder = coder();
    Coder.Scratch scratch = coder.newScratch();
    ChunkCoder scalar = coderOf(Engines.named("scalar"));
    Coder.Scratch scalarScratch = scalar.newScratch();
    int accepted = 0;
    for (int i = 0; i < DAMAGED_BATCHES; i++) {
      int[][] chunks = new int[1 + random.nextInt(20)][];
      for (int chunk = 0; chunk < chunks.length; chunk++) {
        chunks[chunk] = TestWords.any(random).make(random, 1 + random.nextInt(5000), wordBits);
      }
      CodeParameters code = new CodeParameters(wordBits, 8 << random.nextInt(2), 16);
      TestBatch batch = TestBatch.of(code, chunks);
      encode(batch);
      int last = batch.chunks - 1;
      boolean inZnz = random.nextBoolean();
      byte[] stream = inZnz ? batch.znz : batch.bpc;
      int length =
          inZnz
              ? batch.znzStart[last] + batch.znzBytes[last]
              : batch.bpcStart[last] + batch.bpcBytes[last];
      stream[length == 0 ? 0 : random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
      Optional<? extends RuntimeException> error = batch.firstError();
      assertEquals(error.isEmpty(), batch.decode(coder, scratch), "batch " + i + " " + error);
      if (error.isEmpty()) {
        accepted++;
        byte[] words = batch.words.toArray(ValueLayout.JAVA_BYTE);
        assertTrue(batch.decode(scalar, scalarScratch));
        assertArrayEquals(batch.words.toArray(ValueLayout.JAVA_BYTE), words, "batch " + i);
      }
    }
    assertTrue(accepted > DAMAGED_BATCHES / 20, "too few damages were harmless: " + accepted);
  }

  /** Mutated streams: accepted, and with the same words, exactly where the plain readers do. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32, 11})
  void hostileStreamsAreJudgedAlike(int wordBits) {
    Random random = new Random(99 + wordBits);
    ChunkCoder coder = coder();
    Coder.Scratch scratch = coder.newScratch();
    int accepted = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      CodeParameters code = hostileParameters(random, wordBits);
      TestWords kind = TestWords.any(random);
      TestBatch batch = TestBatch.of(code, kind.make(random, 1 + random.nextInt(200), wordBits));
      encode(batch);
      batch.mutate(random);
      Optional<? extends RuntimeException> error = batch.firstError();
      String what =
          code
              + " znz "
              + hex(batch.znz, batch.znzBytes[0])
              + " bpc "
              + hex(batch.bpc, batch.bpcBytes[0])
              + " "
              + error;
      assertEquals(error.isEmpty(), batch.decode(coder, scratch), what);
      if (error.isEmpty()) {
        accepted++;
        assertArrayEquals(plainWords(batch), batch.words.toArray(ValueLayout.JAVA_BYTE), what);
      }
    }
    assertTrue(accepted > MUTATIONS / 100, "too few mutations were harmless: " + accepted);
  }

  /** Nothing tells this engine from the scalar one; the long run of {@link HardwareDifference}. */
  @Test
  void differsNowhereFromTheScalarEngine() {
    HardwareDifference.Report report = new HardwareDifference(engine(), SEED).run(INPUTS);
    System.out.println(report);
    assertEquals(0, report.differences(), report.toString());
    assertTrue(Math.min(report.accepted(), report.rejected()) > INPUTS / 10, report.toString());
  }

  private static CodeParameters hostileParameters(Random random, int wordBits) {
    return random.nextInt(3) > 0
        ? new CodeParameters(wordBits, wordBits == 32 ? 16 : 8, 16)
        : new CodeParameters(wordBits, 4 << random.nextInt(5), 2 << random.nextInt(8));
  }

  private static byte[] plainWords(TestBatch batch) {
    CodeParameters code = batch.parameters;
    int count = batch.wordCount[0];
    long[] mask = new long[(count + 63) / 64];
    ZnzReader.read(code, batch.znz, 0, batch.znzBytes[0], count, mask, 0);
    BpcReader reader = new BpcReader();
    reader.begin(code, batch.bpc, batch.bpcStart[0], batch.bpcBytes[0], 0);
    int[] block = new int[code.blockSize()];
    int[] words = new int[count];
    int used = block.length;
    for (int i = 0; i < count; i++) {
      if ((mask[i >>> 6] >>> i & 1) == 1) {
        if (used == block.length) {
          reader.readBlock();
          BitPlanes.toWords(reader.base(), reader.planes, code.blockSize(), code.wordBits(), block);
          used = 0;
        }
        words[i] = block[used++] & -1 >>> (32 - code.wordBits());
      }
    }
    return TestBatch.of(code, words).words.toArray(ValueLayout.JAVA_BYTE);
  }

  private void encode(TestBatch batch) {
    ChunkCoder coder = coder();
    batch.encode(coder, coder.newScratch());
  }

  private boolean decode(TestBatch batch) {
    ChunkCoder coder = coder();
    return batch.decode(coder, coder.newScratch());
  }

  static NumberFormat formatOf(int wordBits) {
    return wordBits <= 8
        ? NumberFormat.UINT8
        : wordBits <= 16 ? NumberFormat.UINT16 : NumberFormat.UINT32;
  }

  private static String hex(byte[] bytes, int length) {
    return HexFormat.of().formatHex(bytes, 0, length);
  }

  /** The streams of the files are padded to words, those of a batch to bytes. */
  private static byte[] cut(byte[] stream, int bits) {
    return Arrays.copyOf(stream, (bits + 7) / 8);
  }
}
