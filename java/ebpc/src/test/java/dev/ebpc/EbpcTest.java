package dev.ebpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Transmission;
import dev.ebpc.code.Vector;
import dev.ebpc.engine.Engines;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.frame.FrameReader;
import dev.ebpc.frame.SizeEstimate;
import dev.ebpc.hardware.ChunkDirectory;
import dev.ebpc.hardware.ChunkEntry;
import dev.ebpc.hardware.ChunkKind;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EbpcTest {
  private static final Ebpc CODEC = Ebpc.create();

  private static byte[] relu(int count, long seed) {
    Random random = new Random(seed);
    byte[] words = new byte[count];
    for (int i = 0; i < count; i++) {
      words[i] = (byte) Math.max(0, random.nextGaussian() * 20);
    }
    return words;
  }

  @Test
  void arraysOfEveryTypeComeBack() {
    byte[] bytes = relu(10_001, 1);
    short[] shorts = new short[bytes.length];
    int[] ints = new int[bytes.length];
    float[] floats = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      shorts[i] = (short) (bytes[i] * 77);
      ints[i] = bytes[i] * -77_777;
      floats[i] = bytes[i] / 3f;
    }
    floats[0] = -0f;
    floats[1] = Float.intBitsToFloat(0x7FC12345);
    assertArrayEquals(bytes, CODEC.decompress(CODEC.compress(NumberFormat.INT8, bytes)));
    assertArrayEquals(shorts, CODEC.decompressToShorts(CODEC.compress(NumberFormat.INT16, shorts)));
    assertArrayEquals(ints, CODEC.decompressToInts(CODEC.compress(NumberFormat.INT32, ints)));
    float[] back = CODEC.decompressToFloats(CODEC.compress(floats));
    for (int i = 0; i < floats.length; i++) {
      assertEquals(Float.floatToRawIntBits(floats[i]), Float.floatToRawIntBits(back[i]));
    }
  }

  @Test
  void codecsHeadersAndEnginesSayWhatTheyAre() {
    Ebpc codec = Ebpc.builder().engine("scalar").maxZeroRun(8).build();
    assertEquals("Ebpc[hardware, engine=scalar, batchesInFlight=1, n=8, R=8]", codec.toString());
    FrameHeader header = codec.header(NumberFormat.INT8).shape(3, 5).name("a").build();
    assertEquals(
        "FrameHeader[int8 [3, 5], hardware, W=8, n=8, R=8, chunkWords=4096, name=a]",
        header.toString());
    FrameHeader same = FrameHeader.parse(header.toBytes());
    assertEquals(header, same);
    assertEquals(header.hashCode(), same.hashCode());
    assertNotEquals(header, header.toBuilder().name("b").build());
    assertEquals("scalar: plain Java, always there", Engines.all().getLast().toString());
  }

  @Test
  void countsBelowZeroAreNamed() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> CODEC.maxCompressedLength(NumberFormat.INT8, -1));
    assertEquals("words must be at least 0, found -1", refusal.getMessage());
  }

  /** What hardly shrinks is stored, so that it is read back at the speed of memory. */
  @Test
  void chunksThatSaveNextToNothingAreStored() throws IOException {
    Random random = new Random(11);
    byte[] words = new byte[4096];
    random.nextBytes(words);
    for (int i = 0; i < words.length; i++) {
      words[i] |= (byte) (i < 4000 ? 1 : 0);
    }
    Arrays.fill(words, 4010, 4090, (byte) 0);
    Transmission streams =
        CODEC.encodeTransmission(NumberFormat.INT8, MemorySegment.ofArray(words));
    long bytes = (streams.znzBits() + 7) / 8 + (streams.bpcBits() + 7) / 8;
    assertTrue(bytes > words.length, "this noise grows: " + bytes);

    for (int zeros = 0; zeros < words.length; zeros += 16) {
      byte[] some = words.clone();
      Arrays.fill(some, 0, zeros, (byte) 0);
      Transmission coded = CODEC.encodeTransmission(NumberFormat.INT8, MemorySegment.ofArray(some));
      long length = (coded.znzBits() + 7) / 8 + (coded.bpcBits() + 7) / 8;
      List<ChunkEntry> chunks = new ArrayList<>();
      MemorySegment frame = MemorySegment.ofArray(CODEC.compress(NumberFormat.INT8, some));
      try (FrameReader reader = FrameReader.of(frame, CODEC.workers(), FrameReader.NO_LIMIT)) {
        reader.skim(batch -> chunks.addAll(((ChunkDirectory) batch.content()).chunks()));
      }
      boolean pays = 64 * (some.length - length) >= some.length;
      ChunkKind expected = coded.nonZeros() == 0 ? ChunkKind.ZERO : ChunkKind.RAW;
      assertEquals(pays && coded.nonZeros() > 0 ? ChunkKind.CODED : expected, chunks.get(0).kind());
    }
  }

  @Test
  void emptyTensorsComeBack() {
    assertArrayEquals(new float[0], CODEC.decompressToFloats(CODEC.compress(new float[0])));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void buffersAreUsedBetweenPositionAndLimit(boolean direct) {
    byte[] words = relu(5000, 2);
    int most = (int) CODEC.maxCompressedLength(NumberFormat.INT8, words.length);
    ByteBuffer source = buffer(direct, words.length + 20).position(7);
    source.put(words).limit(7 + words.length).position(7);
    ByteBuffer target = buffer(direct, most + 30).position(11);
    int bytes = CODEC.compress(NumberFormat.INT8, source.asReadOnlyBuffer(), target);
    assertEquals(11 + bytes, target.position());
    assertEquals(7, source.position());

    ByteBuffer frame = target.duplicate().limit(11 + bytes).position(11);
    ByteBuffer back = buffer(direct, words.length + 9).position(3);
    assertEquals(words.length, CODEC.decompress(frame, back));
    assertEquals(3 + words.length, back.position());
    assertFalse(frame.hasRemaining());
    byte[] found = new byte[words.length];
    back.get(3, found);
    assertArrayEquals(words, found);
    assertEquals(0, back.get(2));
    assertEquals(0, back.get(3 + words.length));
  }

  private static ByteBuffer buffer(boolean direct, int size) {
    return direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
  }

  @Test
  void nativeMemoryIsUsedInPlaceAndOnlyThere() {
    byte[] words = relu(40_000, 3);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment source = arena.allocate(words.length + 64).asSlice(5, words.length);
      MemorySegment.copy(words, 0, source, ValueLayout.JAVA_BYTE, 0, words.length);
      long most = CODEC.maxCompressedLength(NumberFormat.INT8, words.length);
      MemorySegment target = arena.allocate(most + 2).fill((byte) 0x55);
      long bytes = CODEC.compress(NumberFormat.INT8, source, target.asSlice(1, most));
      for (byte filler : new byte[] {0x11, 0x66}) {
        MemorySegment back = arena.allocate(words.length + 2).fill(filler);
        CODEC.decompress(target.asSlice(1, bytes), back.asSlice(1, words.length));
        assertEquals(filler, back.get(ValueLayout.JAVA_BYTE, 0));
        assertEquals(filler, back.get(ValueLayout.JAVA_BYTE, words.length + 1));
        byte[] found = back.asSlice(1, words.length).toArray(ValueLayout.JAVA_BYTE);
        assertArrayEquals(words, found);
      }
      assertEquals(0x55, target.get(ValueLayout.JAVA_BYTE, 0));
      assertEquals(0x55, target.get(ValueLayout.JAVA_BYTE, bytes + 1));
    }
  }

  /** Damaged frames over differently filled memory: the same error, and nothing else touched. */
  @Test
  void aFailedCallTouchesNothingElse() {
    byte[] words = relu(40_000, 9);
    byte[] frame = CODEC.compress(NumberFormat.INT8, words);
    Random random = new Random(10);
    for (int round = 0; round < 200; round++) {
      byte[] damaged = frame.clone();
      damaged[44 + random.nextInt(frame.length - 44)] ^= (byte) (1 << random.nextInt(8));
      List<String> outcomes = new ArrayList<>();
      for (byte filler : new byte[] {0x11, 0x66}) {
        byte[] memory = new byte[words.length + 200];
        Arrays.fill(memory, filler);
        MemorySegment target = MemorySegment.ofArray(memory).asSlice(100, words.length);
        outcomes.add(outcome(damaged, target, words));
        for (int i = 0; i < 100; i++) {
          assertEquals(filler, memory[i]);
          assertEquals(filler, memory[memory.length - 1 - i]);
        }
      }
      assertEquals(outcomes.get(0), outcomes.get(1));
    }
  }

  private static String outcome(byte[] frame, MemorySegment target, byte[] expected) {
    try {
      CODEC.decompress(MemorySegment.ofArray(frame), target);
      assertArrayEquals(expected, target.toArray(ValueLayout.JAVA_BYTE));
      return "right";
    } catch (EbpcException error) {
      return error.getMessage();
    }
  }

  @Test
  void oneCodecServesManyThreads() throws Exception {
    Ebpc codec = Ebpc.builder().threads(2).build();
    try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        byte[] words = relu(1000 * i, i);
        all.add(
            pool.submit(
                () -> {
                  for (int round = 0; round < 5; round++) {
                    byte[] frame = codec.compress(NumberFormat.INT8, words);
                    assertArrayEquals(words, codec.decompress(frame));
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  @Test
  void theLimitIsKept() {
    byte[] frame = CODEC.compress(NumberFormat.INT8, new byte[100_000]);
    Ebpc careful = Ebpc.builder().maxDecompressedSize(99_999).build();
    EbpcException error = assertThrows(EbpcException.class, () -> careful.decompress(frame));
    assertEquals(ErrorCode.LIMIT, error.code());
  }

  @Test
  void targetsThatAreTooShortAreRefused() {
    byte[] words = relu(10_000, 4);
    byte[] frame = CODEC.compress(NumberFormat.INT8, words);
    MemorySegment source = MemorySegment.ofArray(frame);
    MemorySegment shorter = MemorySegment.ofArray(new byte[words.length - 1]);
    assertThrows(IndexOutOfBoundsException.class, () -> CODEC.decompress(source, shorter));
    MemorySegment small = MemorySegment.ofArray(new byte[frame.length - 1]);
    MemorySegment all = MemorySegment.ofArray(words);
    assertThrows(
        IndexOutOfBoundsException.class, () -> CODEC.compress(NumberFormat.INT8, all, small));
  }

  @Test
  void theHeaderSaysShapeAndName() {
    FrameHeader header = CODEC.header(NumberFormat.INT8).shape(2, 5, 10).name("conv1").build();
    byte[] frame = CODEC.compress(header, MemorySegment.ofArray(relu(100, 5)));
    FrameHeader found = CODEC.info(frame);
    assertArrayEquals(new long[] {2, 5, 10}, found.shape().orElseThrow());
    assertEquals("conv1", found.name().orElseThrow());
    assertEquals(CodeParameters.ofWordBits(8), found.parameters());
    assertThrows(
        IllegalArgumentException.class,
        () -> CODEC.compress(header, MemorySegment.ofArray(new byte[99])));
  }

  @Test
  void theEstimateTellsWhetherItPays() {
    byte[] words = relu(1_000_000, 6);
    MemorySegment memory = MemorySegment.ofArray(words);
    int found = CODEC.compress(NumberFormat.INT8, words).length;
    SizeEstimate estimate = CODEC.estimateSize(NumberFormat.INT8, memory);
    assertTrue(estimate.pays());
    assertEquals(1.0, (double) estimate.frameBytes() / found, 0.03);
    byte[] noise = new byte[1_000_000];
    new Random(7).nextBytes(noise);
    assertFalse(CODEC.estimateSize(NumberFormat.INT8, MemorySegment.ofArray(noise)).pays());
  }

  @Test
  void bareTransmissionsArePaddedToWords() {
    for (Vector vector : Vector.read("streams.json")) {
      if (vector.number("data_w") != 16) {
        continue;
      }
      CodeParameters code = vector.parameters();
      Ebpc codec = Ebpc.builder().blockSize(code.blockSize()).maxZeroRun(code.maxZeroRun()).build();
      int[] words = vector.words();
      short[] shorts = new short[words.length];
      for (int i = 0; i < words.length; i++) {
        shorts[i] = (short) words[i];
      }
      Transmission sent =
          codec.encodeTransmission(NumberFormat.UINT16, MemorySegment.ofArray(shorts));
      assertArrayEquals(vector.bytes("znz"), sent.znz(), vector.toString());
      assertArrayEquals(vector.bytes("bpc"), sent.bpc(), vector.toString());
      assertEquals(vector.number("bpc_bits"), sent.bpcBits());
      byte[] back = codec.decodeTransmission(sent, NumberFormat.UINT16);
      MemorySegment memory = MemorySegment.ofArray(shorts);
      assertArrayEquals(memory.toArray(ValueLayout.JAVA_BYTE), back);
    }
  }

  @Test
  void aTransmissionHoldsOneTo2To24Words() {
    MemorySegment none = MemorySegment.ofArray(new byte[0]);
    MemorySegment many = MemorySegment.ofArray(new byte[Transmission.MAX_WORDS + 1]);
    for (MemorySegment words : List.of(none, many)) {
      assertThrows(
          IllegalArgumentException.class, () -> CODEC.encodeTransmission(NumberFormat.INT8, words));
    }
    MemorySegment most = many.asSlice(0, Transmission.MAX_WORDS);
    Transmission sent = CODEC.encodeTransmission(NumberFormat.INT8, most);
    assertEquals(5 * (Transmission.MAX_WORDS / 16), sent.znzBits());
    assertEquals(Transmission.MAX_WORDS, CODEC.decodeTransmission(sent, NumberFormat.INT8).length);
  }

  @Test
  void badTransmissionsAreNamed() {
    byte[] words = relu(1000, 8);
    Transmission sent = CODEC.encodeTransmission(NumberFormat.INT8, MemorySegment.ofArray(words));
    byte[] cut = Arrays.copyOf(sent.bpc(), sent.bpc().length - 1);
    Transmission forged =
        new Transmission(
            sent.parameters(), 1000, sent.nonZeros(), sent.znz(), sent.znzBits(), cut, 0);
    EbpcException error =
        assertThrows(
            EbpcException.class, () -> CODEC.decodeTransmission(forged, NumberFormat.INT8));
    assertEquals(EbpcException.Place.BPC, error.place());
    assertEquals(ErrorCode.STREAM_TOO_SHORT, error.code());
  }
}
