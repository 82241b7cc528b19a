package dev.ebpc.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.batch.LittleEndian;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.CoderStatus;
import dev.ebpc.engine.Engine;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Truncated, damaged and forged frames: one exception that names what and where, nothing else. */
class FrameHostileTest {
  private static final int HEADER_BYTES = 52;
  private static final int BATCH = HEADER_BYTES;

  /** Two batches of 16 chunks of 8 words and one of a chunk of 3. */
  private byte[] words;

  private byte[] frame;

  @BeforeEach
  void writeFrame() throws IOException {
    words = TestFrames.words(NumberFormat.INT8, 8, 32 * 8 + 3, 8);
    FrameHeader header =
        TestFrames.header(NumberFormat.INT8, CodeParameters.ofWordBits(8), 8)
            .shape(words.length)
            .index(true)
            .build();
    frame = TestFrames.write(header, words, TestFrames.SCALAR);
  }

  @Test
  void everyTruncationIsNoticed() {
    for (int length = 0; length < frame.length; length++) {
      byte[] cut = Arrays.copyOf(frame, length);
      EbpcException error = refused(cut);
      assertEquals(ErrorCode.TRUNCATED, error.code(), length + ": " + error);
      assertEquals(length, error.offset());
    }
  }

  /** The one kind of bit that a decoder must ignore is padding behind a stream. */
  @Test
  void everyFlippedBitIsNoticedOrPadding() throws IOException {
    int ignored = 0;
    for (int bit = 0; bit < 8 * frame.length; bit++) {
      byte[] flipped = frame.clone();
      flipped[bit >>> 3] ^= (byte) (1 << (bit & 7));
      ignored += isHarmless(flipped) ? 1 : 0;
    }
    assertTrue(ignored <= 2 * 7 * 33, "more than the padding of all streams: " + ignored);
  }

  @Test
  void damageOfAnyKindIsNoticedOrPadding() throws IOException {
    Random random = new Random(77);
    int noticed = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = frame.clone();
      int from = random.nextInt(damaged.length);
      int length = 1 + random.nextInt(12);
      for (int at = from; at < Math.min(damaged.length, from + length); at++) {
        damaged[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) -random.nextInt(2);
      }
      noticed += isHarmless(damaged) ? 0 : 1;
    }
    assertTrue(noticed > 15_000, "noticed only " + noticed);
  }

  /** Whether a frame gives the words although it is not as it was; else it must be refused. */
  private boolean isHarmless(byte[] damaged) throws IOException {
    try {
      assertArrayEquals(words, TestFrames.read(damaged, TestFrames.SCALAR));
      return true;
    } catch (EbpcException expected) {
      assertTrue(expected.getMessage().contains("[" + expected.code() + "]"));
      return false;
    }
  }

  @Test
  void whatFollowsTheLastFrameIsRefused() {
    EbpcException error = refused(TestFrames.join(frame, new byte[1]));
    assertEquals(ErrorCode.TRAILING_DATA, error.code());
    assertEquals(frame.length, error.offset());
  }

  /** Header fields with a right checksum: offset, bytes, code and offset of the error. */
  @ParameterizedTest
  @CsvSource({
    "0, 46, NOT_A_FRAME, 0",
    "4, 02, UNSUPPORTED_VERSION, 4",
    "5, 02, UNSUPPORTED_PROFILE, 5",
    "6, 51, BAD_HEADER, 6",
    "6, 13, BAD_HEADER, 24",
    "6, 10, BAD_HEADER, 22",
    "8, 35, BAD_HEADER, 8",
    "12, 16, BAD_HEADER, 12",
    "13, 01, BAD_HEADER, 13",
    "13, 09, BAD_HEADER, 13",
    "14, 01, BAD_HEADER, 14",
    "14, 07, BAD_HEADER, 14",
    "15, 00, BAD_HEADER, 15",
    "15, 09, BAD_HEADER, 15",
    "16, 00, BAD_HEADER, 16",
    "18, 02, BAD_HEADER, 16",
    "20, 02, BAD_HEADER, 20",
    "22, 21, BAD_HEADER, 22",
    "23, 01, BAD_HEADER, 23",
    "26, 01, BAD_HEADER, 26",
    "31, FF, BAD_HEADER, 28",
    "32, 00, BAD_HEADER, 32",
    "47, FF, BAD_HEADER, 40"
  })
  void forgedHeaderFieldsAreNamed(int at, String value, ErrorCode code, int offset) {
    EbpcException error = refused(TestFrames.forgeHeader(frame, at, Integer.parseInt(value, 16)));
    assertEquals(code, error.code(), error.getMessage());
    assertEquals(offset, error.offset(), error.getMessage());
  }

  @Test
  void aDeclaredSizeCostsNothing() {
    // 2^60 words in words and in the only dimension.
    byte[] huge = TestFrames.forgeHeader(frame, 32, 0, 0, 0, 0, 0, 0, 0, 16);
    huge = TestFrames.forgeHeader(huge, 40, 0, 0, 0, 0, 0, 0, 0, 16);
    byte[] forged = huge;
    assertEquals(ErrorCode.BAD_DIRECTORY, refused(forged).code());
    EbpcException limit =
        assertThrows(
            EbpcException.class,
            () ->
                FrameReader.of(new ByteArrayInputStream(forged), TestFrames.SCALAR, 1 << 20)
                    .close());
    assertEquals(ErrorCode.LIMIT, limit.code());
    assertEquals(32, limit.offset());
  }

  /** Entries of the first batch, with a right checksum. */
  @ParameterizedTest
  @CsvSource({
    "0, C001, unknown kind of chunk",
    "0, 0000, 'expected 1 to 8 non-zero words, found 0'",
    "0, 0009, 'expected 1 to 8 non-zero words, found 9'",
    "0, 4001, a chunk of kind raw has streams",
    "0, 8001, a chunk of kind zero has streams",
    "2, 0000, a ZNZ stream of 0 bytes cannot hold 8 words",
    "2, 0040, a ZNZ stream of 64 bytes is longer than 8 words can make it",
    "4, 0000, a BPC stream of 0 bytes cannot hold 5 words",
    "4, 0040, a BPC stream of 64 bytes is longer than 5 words can make it"
  })
  void forgedDirectoryEntriesAreNamed(int field, String value, String problem) throws IOException {
    byte[] data = {1, 1, 0, 0, 1, 0, 1, 1};
    FrameHeader header =
        TestFrames.header(NumberFormat.INT8, CodeParameters.ofWordBits(8), 8).shape(8).build();
    byte[] forged = TestFrames.write(header, data, TestFrames.SCALAR);
    LittleEndian.putU16(forged, BATCH + 4 + field, Integer.parseInt(value, 16));
    LittleEndian.putInt(forged, BATCH + 10, TestFrames.crc(forged, BATCH, 10));
    EbpcException error = refused(forged);
    assertEquals(ErrorCode.BAD_DIRECTORY, error.code());
    assertEquals(problem, error.detail());
    assertEquals(0, error.chunk());
  }

  /** A stream that is wrong although all lengths are right: the chunk's number and the bit. */
  @Test
  void aForgedStreamIsNamedByChunkAndBit() throws IOException {
    byte[] data = new byte[3 * 16];
    Arrays.fill(data, (byte) 7);
    FrameHeader header =
        TestFrames.header(NumberFormat.INT8, CodeParameters.ofWordBits(8), 16).build();
    byte[] forged = TestFrames.write(header, data, TestFrames.SCALAR);
    int bpc = 44 + 4 + 3 * 6 + 4 + 3 * 2;
    // Each BPC stream is two blocks of 07 001 111; the last one becomes a longer run of planes.
    assertEquals(0x07, forged[bpc + 8]);
    forged[bpc + 9] = (byte) 0b01_001_111;
    EbpcException error = refused(forged);
    assertEquals(ErrorCode.PLANE_RUN_PAST_BLOCK, error.code());
    assertEquals(2, error.chunk());
    assertEquals(10, error.offset());
    assertEquals(EbpcException.Place.BPC, error.place());
  }

  /** A wrong count is named even if the engine has put its own count in place. */
  @Test
  void aForgedCountIsNamedWhateverTheEngineLeavesBehind() throws IOException {
    byte[] data = new byte[3 * 16];
    Arrays.fill(data, (byte) 7);
    FrameHeader header =
        TestFrames.header(NumberFormat.INT8, CodeParameters.ofWordBits(8), 16).build();
    byte[] forged = TestFrames.write(header, data, TestFrames.SCALAR);
    int directory = 44 + 4;
    assertEquals(16, LittleEndian.getU16(forged, directory + 6));
    LittleEndian.putU16(forged, directory + 6, 15);
    LittleEndian.putInt(forged, directory + 18, TestFrames.crc(forged, 44, 4 + 18));
    Workers counting = Workers.ofThreads(new CountingEngine(TestFrames.scalar()), 1);
    EbpcException error = assertThrows(EbpcException.class, () -> readAll(forged, counting));
    assertEquals(ErrorCode.NON_ZERO_COUNT, error.code());
    assertEquals(1, error.chunk());
  }

  /** Leaves counts of its own where it refuses a batch. */
  private record CountingCoder(ChunkCoder coder) implements ChunkCoder {
    @Override
    public String engine() {
      return "counting";
    }

    @Override
    public int rank() {
      return coder.rank();
    }

    @Override
    public Scratch newScratch() {
      return coder.newScratch();
    }

    @Override
    public void encodeChunks(EncodingBatch batch, Scratch scratch) {
      coder.encodeChunks(batch, scratch);
    }

    @Override
    public boolean decodeChunks(DecodingBatch batch, Scratch scratch) {
      boolean good = coder.decodeChunks(batch, scratch);
      if (!good) {
        Arrays.fill(batch.nonZeroCounts(), 16);
      }
      return good;
    }
  }

  private record CountingEngine(List<CoderStatus> coders) implements Engine {
    CountingEngine(Engine engine) {
      this(
          List.of(
              CoderStatus.available(
                  new CountingCoder((ChunkCoder) engine.coder(Profile.HARDWARE).orElseThrow()),
                  "test")));
    }

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public String description() {
      return "test";
    }
  }

  @Test
  void theWordsChecksumIsTheLastResort() throws IOException {
    FrameHeader header =
        TestFrames.header(NumberFormat.INT8, CodeParameters.ofWordBits(8), 16).build();
    byte[] forged = TestFrames.write(header, new byte[] {1, 2, 3, 4}, TestFrames.SCALAR);
    forged[44 + 4 + 6 + 4] ^= 1; // A raw chunk's first word.
    EbpcException error = refused(forged);
    assertEquals(ErrorCode.CHECKSUM, error.code());
  }

  /** Several threads report what one would: the batch that comes first. */
  @Test
  void theLowestBadBatchIsReported() throws IOException {
    byte[] data = TestFrames.words(NumberFormat.INT8, 8, 1 << 20, 2);
    byte[] good =
        TestFrames.write(FrameHeader.builder(NumberFormat.INT8).build(), data, TestFrames.SCALAR);
    Random random = new Random(3);
    Workers four = Workers.ofThreads(TestFrames.scalar(), 4);
    for (int i = 0; i < 30; i++) {
      byte[] bad = good.clone();
      for (int hits = 0; hits < 5; hits++) {
        bad[60 + random.nextInt(bad.length - 60)] ^= (byte) (1 + random.nextInt(255));
      }
      EbpcException one = assertThrows(EbpcException.class, () -> readAll(bad, TestFrames.SCALAR));
      EbpcException many = assertThrows(EbpcException.class, () -> readAll(bad, four));
      assertEquals(one.getMessage(), many.getMessage());
    }
  }

  private static EbpcException refused(byte[] bad) {
    EbpcException streamed =
        assertThrows(EbpcException.class, () -> readAll(bad, TestFrames.SCALAR));
    assertThrows(EbpcException.class, () -> TestFrames.read(bad, TestFrames.SCALAR));
    return streamed;
  }

  private static void readAll(byte[] frame, Workers workers) throws IOException {
    try (FrameReader reader =
        FrameReader.of(new ByteArrayInputStream(frame), workers, FrameReader.NO_LIMIT)) {
      MemorySegment room = MemorySegment.ofArray(new byte[1 << 20]);
      while (reader.read(room, 0, room.byteSize() / reader.header().elementBytes()) > 0) {
        // On to the end.
      }
      reader.nextFrame();
    }
  }
}
