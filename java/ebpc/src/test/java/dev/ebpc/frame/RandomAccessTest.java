package dev.ebpc.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.batch.LittleEndian;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.hardware.ChunkEntry;
import dev.ebpc.hardware.ChunkKind;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any word of any frame of a file, by index or by directories, and what a forged index can do. */
class RandomAccessTest {
  private static final int WORDS = 100_000;

  @TempDir private Path folder;

  private byte[] words;

  @BeforeEach
  void makeWords() {
    words = TestFrames.words(NumberFormat.INT16, 16, WORDS, 11);
  }

  private byte[] frame(boolean another, boolean index) throws IOException {
    FrameHeader header =
        TestFrames.header(NumberFormat.INT16, CodeParameters.ofWordBits(16), 500)
            .anotherFollows(another)
            .index(index)
            .build();
    return TestFrames.write(header, words, TestFrames.SCALAR);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anyWordOfAnyFrameOfAFileIsFound(boolean index) throws IOException {
    Path file = folder.resolve("two.ebpc");
    Files.write(file, TestFrames.join(frame(true, index), frame(false, index)));
    Workers three = Workers.ofThreads(TestFrames.scalar(), 3);
    try (FileChannel channel = FileChannel.open(file);
        FrameReader reader = FrameReader.ofSeekable(channel, three, FrameReader.NO_LIMIT)) {
      requireWordsAt(reader, new Random(1));
      assertTrue(reader.nextFrame());
      requireWordsAt(reader, new Random(2));
      assertFalse(reader.nextFrame());
    }
  }

  private void requireWordsAt(FrameReader reader, Random random) throws IOException {
    assertEquals(WORDS, reader.totalWords());
    for (int i = 0; i < 30; i++) {
      int from = random.nextInt(WORDS + 1);
      int count = Math.min(WORDS - from, random.nextInt(40_000));
      byte[] found = new byte[2 * count];
      reader.seek(from);
      assertEquals(count, reader.read(found, 0, count));
      assertArrayEquals(Arrays.copyOfRange(words, 2 * from, 2 * (from + count)), found);
    }
    reader.seek(WORDS);
    assertEquals(0, reader.read(new byte[2], 0, 1));
  }

  @Test
  void countingWordsDoesNotMoveTheReader() throws IOException {
    try (FrameReader reader = open(frame(false, false))) {
      byte[] found = new byte[words.length];
      reader.read(found, 0, 30_001);
      assertEquals(WORDS, reader.totalWords());
      assertEquals(WORDS - 30_001, reader.read(found, 2 * 30_001, WORDS - 30_001));
      assertArrayEquals(words, found);
    }
  }

  @Test
  void streamsCannotBePositioned() throws IOException {
    InputStream in = new ByteArrayInputStream(frame(false, true));
    try (FrameReader reader = FrameReader.of(in, TestFrames.SCALAR, FrameReader.NO_LIMIT)) {
      assertThrows(IllegalStateException.class, () -> reader.seek(1));
      assertThrows(IllegalStateException.class, reader::totalWords);
    }
  }

  @Test
  void aFileCutShortIsNoticedWhereItEndsThoughItIsOnlySkimmed() throws IOException {
    byte[] noise = new byte[300_000];
    new Random(12).nextBytes(noise);
    byte[] whole =
        TestFrames.write(FrameHeader.builder(NumberFormat.INT8).build(), noise, TestFrames.SCALAR);
    Path file = folder.resolve("cut.ebpc");
    int length = 140_000;
    Files.write(file, Arrays.copyOf(whole, length));
    try (InputStream in = new FileInputStream(file.toFile());
        FileChannel channel = FileChannel.open(file);
        FrameReader streamed = FrameReader.of(in, TestFrames.SCALAR, FrameReader.NO_LIMIT);
        FrameReader seeking =
            FrameReader.ofSeekable(channel, TestFrames.SCALAR, FrameReader.NO_LIMIT)) {
      for (FrameReader reader : new FrameReader[] {streamed, seeking}) {
        EbpcException error = assertThrows(EbpcException.class, () -> reader.skim(ignored -> {}));
        assertEquals(ErrorCode.TRUNCATED, error.code());
        assertEquals(length, error.offset());
      }
    }
  }

  @Test
  void skimmingTellsOfEveryChunk() throws IOException {
    byte[] frame = frame(false, true);
    long[] seen = new long[4];
    int size = FrameHeader.parse(frame).elementBytes();
    try (FrameReader reader = open(frame)) {
      FrameSummary summary =
          reader.skim(
              batch -> {
                assertEquals(seen[3]++, batch.number());
                assertEquals(seen[1], batch.firstWord());
                for (ChunkEntry chunk : TestFrames.chunks(batch)) {
                  assertEquals(seen[0]++, chunk.number());
                  seen[1] += chunk.words();
                  seen[2] += chunk.znzBytes() + chunk.bpcBytes();
                  seen[2] += chunk.kind() == ChunkKind.RAW ? chunk.words() * size : 0;
                  boolean coded = chunk.kind() == ChunkKind.CODED;
                  assertEquals(coded, chunk.nonZeros() > 0 && chunk.bpcBytes() > 0);
                }
              });
      assertEquals(200, seen[0]);
      assertEquals(seen[3], summary.batches());
      assertEquals(WORDS, seen[1]);
      assertEquals(WORDS, summary.words());
      assertEquals(seen[2], summary.payloadBytes());
      assertEquals(frame.length, summary.frameBytes());
    }
  }

  @Test
  void anIndexThatLiesIsRefused() throws IOException {
    byte[] frame = frame(false, true);
    int batches = 200 / 32 + 1;
    int index = frame.length - 24 - 8 * batches;
    requireBadIndex(forgeIndex(frame, index, bytes -> bytes[index]++), true);
    requireBadIndex(forgeIndex(frame, index, bytes -> bytes[index + 15] = 1), true);
    requireBadIndex(forgeIndex(frame, index, bytes -> copyOffset(bytes, index, 1, 2)), true);
    requireBadIndex(forgeIndex(frame, index, bytes -> bytes[frame.length - 20] = 1), true);
    // Nearly right: only whoever meets all batches can tell, others fail where it leads them.
    byte[] shifted = forgeIndex(frame, index, bytes -> bytes[index + 16]++);
    requireBadIndex(shifted, false);
    try (FrameReader reader = open(shifted)) {
      assertThrows(EbpcException.class, () -> reader.seek(2 * 16_000 + 5));
    }
  }

  /** Makes offset number from the same as offset number to. */
  private static void copyOffset(byte[] bytes, int index, int from, int to) {
    System.arraycopy(bytes, index + 8 * from, bytes, index + 8 * to, 8);
  }

  private static byte[] forgeIndex(byte[] frame, int index, Consumer<byte[]> change) {
    byte[] forged = frame.clone();
    change.accept(forged);
    int crcAt = frame.length - 8;
    LittleEndian.putInt(forged, crcAt, TestFrames.crc(forged, index, crcAt - index));
    return forged;
  }

  private static void requireBadIndex(byte[] forged, boolean seen) throws IOException {
    InputStream in = new ByteArrayInputStream(forged);
    try (FrameReader streamed = FrameReader.of(in, TestFrames.SCALAR, FrameReader.NO_LIMIT);
        FrameReader seeking = open(forged)) {
      EbpcException error = assertThrows(EbpcException.class, streamed::nextFrame);
      assertEquals(ErrorCode.BAD_INDEX, error.code());
      if (seen) {
        EbpcException found = assertThrows(EbpcException.class, seeking::totalWords);
        assertEquals(ErrorCode.BAD_INDEX, found.code());
      }
    }
  }

  @Test
  void anEndMarkThatLiesIsRefused() throws IOException {
    byte[] frame = frame(false, false);
    int mark = frame.length - 16;
    for (int more : new int[] {1, -1, 16_000}) {
      byte[] forged = frame.clone();
      LittleEndian.putLong(forged, mark + 4, WORDS + more);
      LittleEndian.putInt(forged, mark + 12, TestFrames.crc(forged, mark, 12));
      try (FrameReader reader = open(forged)) {
        EbpcException error = assertThrows(EbpcException.class, reader::nextFrame);
        assertEquals(ErrorCode.BAD_END, error.code());
        assertEquals(mark + 4, error.offset());
      }
    }
  }

  @Test
  void theLimitHoldsWhereTheHeaderDoesNotSayHowManyWords() throws IOException {
    byte[] frame = frame(false, true);
    MemorySegment memory = MemorySegment.ofArray(frame);
    for (long limit : new long[] {0, 2 * WORDS - 1, 2 * WORDS}) {
      InputStream in = new ByteArrayInputStream(frame);
      try (FrameReader streamed = FrameReader.of(in, TestFrames.SCALAR, limit);
          FrameReader seeking = FrameReader.of(memory, TestFrames.SCALAR, limit)) {
        if (limit == 2 * WORDS) {
          assertEquals(WORDS, streamed.read(new byte[2 * WORDS + 2], 0, WORDS + 1));
          assertEquals(WORDS, seeking.totalWords());
        } else {
          byte[] room = new byte[2 * WORDS];
          EbpcException error =
              assertThrows(EbpcException.class, () -> streamed.read(room, 0, WORDS));
          assertEquals(ErrorCode.LIMIT, error.code());
          EbpcException counted = assertThrows(EbpcException.class, seeking::totalWords);
          assertEquals(ErrorCode.LIMIT, counted.code());
        }
      }
    }
  }

  private static FrameReader open(byte[] frame) throws IOException {
    return FrameReader.of(MemorySegment.ofArray(frame), TestFrames.SCALAR, FrameReader.NO_LIMIT);
  }
}
