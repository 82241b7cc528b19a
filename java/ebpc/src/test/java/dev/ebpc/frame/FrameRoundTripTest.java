package dev.ebpc.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.hardware.ChunkKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRoundTripTest {

  @ParameterizedTest
  @EnumSource
  void everyFormatComesBack(NumberFormat format) throws IOException {
    Random random = new Random(format.code());
    for (int words : new int[] {0, 1, 7, 4095, 4096, 4097, 140_000}) {
      int least = format.fixedWidth() || format == NumberFormat.OPAQUE ? format.wordBits() : 2;
      int wordBits = least + random.nextInt(format.wordBits() - least + 1);
      CodeParameters code =
          new CodeParameters(wordBits, 4 << random.nextInt(5), 2 << random.nextInt(8));
      byte[] data = TestFrames.words(format, wordBits, words, words);
      FrameHeader header = FrameHeader.builder(format).parameters(code).words(words).build();
      byte[] frame = TestFrames.write(header, data, TestFrames.SCALAR);
      assertTrue(frame.length <= header.maxFrameBytes());
      assertArrayEquals(data, TestFrames.read(frame, TestFrames.SCALAR), code + ", " + words);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64, 1000, 8192, 8193, 65536})
  void everyChunkLengthComesBack(int chunkWords) throws IOException {
    for (int words : new int[] {1, chunkWords, 33 * Math.min(chunkWords, 4000) + 5}) {
      byte[] data = TestFrames.words(NumberFormat.INT16, 16, words, chunkWords);
      CodeParameters code = CodeParameters.ofWordBits(16);
      FrameHeader header =
          TestFrames.header(NumberFormat.INT16, code, chunkWords).index(true).build();
      byte[] frame = TestFrames.write(header, data, TestFrames.SCALAR);
      assertArrayEquals(data, TestFrames.read(frame, TestFrames.SCALAR));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 16, 65535})
  void opaqueElementsOfAnySizeComeBack(int elementBytes) throws IOException {
    byte[] data = new byte[elementBytes * 37];
    new Random(elementBytes).nextBytes(data);
    FrameHeader header =
        FrameHeader.builder(NumberFormat.OPAQUE).elementBytes(elementBytes).shape(37).build();
    byte[] frame = TestFrames.write(header, data, TestFrames.SCALAR);
    assertArrayEquals(data, TestFrames.read(frame, TestFrames.SCALAR));
    assertEquals(header.maxFrameBytes(), frame.length);
  }

  @Test
  void aWriterKeepsToItsHeader() throws IOException {
    FrameHeader header = FrameHeader.builder(NumberFormat.INT8).shape(10).build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FrameWriter writer = FrameWriter.of(out, header, TestFrames.SCALAR)) {
      writer.write(new byte[9], 0, 9);
      assertThrows(IllegalArgumentException.class, () -> writer.write(new byte[2], 0, 2));
      assertThrows(IndexOutOfBoundsException.class, () -> writer.write(new byte[2], 2, 1));
      assertThrows(IndexOutOfBoundsException.class, () -> writer.write(new byte[2], 0, -1));
      assertThrows(IllegalStateException.class, writer::finish);
      assertThrows(IllegalStateException.class, () -> writer.write(new byte[1], 0, 1));
    }
  }

  @Test
  void anInterruptedThreadFinishesItsWorkAndKnowsIt() throws IOException {
    byte[] data = TestFrames.words(NumberFormat.INT8, 8, 700_001, 10);
    FrameHeader header = FrameHeader.builder(NumberFormat.INT8).build();
    Workers two = Workers.ofThreads(TestFrames.scalar(), 2);
    Thread.currentThread().interrupt();
    byte[] frame = TestFrames.write(header, data, two);
    byte[] back = TestFrames.read(frame, two);
    assertTrue(Thread.interrupted());
    assertArrayEquals(data, back);
  }

  @Test
  void allKindsOfChunksAreUsed() throws IOException {
    byte[] data = TestFrames.words(NumberFormat.INT8, 8, 200_000, 5);
    CodeParameters code = CodeParameters.ofWordBits(8);
    FrameHeader header = TestFrames.header(NumberFormat.INT8, code, 512).build();
    byte[] frame = TestFrames.write(header, data, TestFrames.SCALAR);
    Set<ChunkKind> kinds = EnumSet.noneOf(ChunkKind.class);
    try (FrameReader reader =
        FrameReader.of(new ByteArrayInputStream(frame), TestFrames.SCALAR, FrameReader.NO_LIMIT)) {
      FrameSummary summary =
          reader.skim(batch -> TestFrames.chunks(batch).forEach(chunk -> kinds.add(chunk.kind())));
      assertEquals(frame.length, summary.frameBytes());
      assertFalse(reader.nextFrame());
    }
    assertEquals(EnumSet.allOf(ChunkKind.class), kinds);
  }

  /** Whoever writes, in whatever pieces, on however many threads: the same bytes. */
  @Test
  void piecesAndThreadsDoNotChangeTheFrame() throws IOException {
    byte[] data = TestFrames.words(NumberFormat.INT8, 8, 700_001, 9);
    CodeParameters code = CodeParameters.ofWordBits(8);
    FrameHeader header = TestFrames.header(NumberFormat.INT8, code, 4096).index(true).build();
    byte[] expected = TestFrames.write(header, data, TestFrames.SCALAR);
    List<Workers> all = new ArrayList<>();
    for (int threads = 1; threads <= 4; threads++) {
      all.add(Workers.ofThreads(TestFrames.scalar(), threads));
    }
    all.add(Workers.ofExecutor(TestFrames.scalar(), Runnable::run, 3));
    all.add(Workers.ofExecutor(TestFrames.scalar(), lazy -> {}, 3));
    all.add(
        Workers.ofExecutor(
            TestFrames.scalar(),
            refused -> {
              throw new RejectedExecutionException();
            },
            3));
    Random random = new Random(1);
    for (Workers workers : all) {
      assertArrayEquals(expected, writeInPieces(header, data, workers, random));
      assertArrayEquals(data, readInPieces(expected, workers, random));
    }
  }

  private static byte[] writeInPieces(
      FrameHeader header, byte[] data, Workers workers, Random random) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FrameWriter writer = FrameWriter.of(Channels.newChannel(out), header, workers)) {
      for (int done = 0; done < data.length; ) {
        int piece = Math.min(data.length - done, random.nextInt(300_000));
        writer.write(data, done, piece);
        done += piece;
      }
      assertEquals(out.size() > 0 ? writer.finish() : -1, out.size());
    }
    return out.toByteArray();
  }

  private static byte[] readInPieces(byte[] frame, Workers workers, Random random)
      throws IOException {
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream(frame);
    try (FrameReader reader =
        FrameReader.of(Channels.newChannel(in), workers, FrameReader.NO_LIMIT)) {
      byte[] piece = new byte[300_000];
      while (true) {
        int wanted = 1 + random.nextInt(piece.length);
        int found = reader.read(piece, 0, wanted);
        words.write(piece, 0, found);
        if (found < wanted) {
          break;
        }
      }
      assertFalse(reader.nextFrame());
    }
    return words.toByteArray();
  }

  @Test
  void severalFramesFollowEachOther() throws IOException {
    byte[][] data = new byte[3][];
    byte[][] frames = new byte[3][];
    for (int i = 0; i < 3; i++) {
      data[i] = TestFrames.words(NumberFormat.UINT16, 11, 10_000 * i + 1, i);
      FrameHeader header =
          FrameHeader.builder(NumberFormat.UINT16)
              .parameters(CodeParameters.ofWordBits(11))
              .shape(10_000L * i + 1, 1)
              .name("tensor " + i)
              .anotherFollows(i < 2)
              .build();
      frames[i] = TestFrames.write(header, data[i], TestFrames.SCALAR);
    }
    byte[] file = TestFrames.join(frames);
    try (FrameReader reader =
        FrameReader.of(new ByteArrayInputStream(file), TestFrames.SCALAR, FrameReader.NO_LIMIT)) {
      for (int i = 0; i < 3; i++) {
        assertEquals("tensor " + i, reader.header().name().orElseThrow());
        if (i != 1) {
          byte[] words = new byte[data[i].length];
          reader.read(words, 0, words.length / 2);
          assertArrayEquals(data[i], words);
        }
        assertEquals(i < 2, reader.nextFrame());
      }
    }
  }

  @Test
  void anyWordIsFoundWithAndWithoutIndex() throws IOException {
    byte[] data = TestFrames.words(NumberFormat.INT16, 16, 300_000, 3);
    Random random = new Random(4);
    for (boolean index : new boolean[] {false, true}) {
      FrameHeader header = FrameHeader.builder(NumberFormat.INT16).index(index).build();
      byte[] frame = TestFrames.write(header, data, TestFrames.SCALAR);
      try (FrameReader reader =
          FrameReader.of(MemorySegment.ofArray(frame), TestFrames.SCALAR, FrameReader.NO_LIMIT)) {
        assertEquals(300_000, reader.totalWords());
        for (int i = 0; i < 50; i++) {
          int from = random.nextInt(300_001);
          int count = random.nextInt(300_001 - from);
          byte[] words = new byte[2 * count];
          reader.seek(from);
          assertEquals(count, reader.read(words, 0, count));
          assertArrayEquals(
              java.util.Arrays.copyOfRange(data, 2 * from, 2 * from + 2 * count), words);
        }
        assertThrows(IndexOutOfBoundsException.class, () -> reader.seek(300_001));
        assertThrows(IndexOutOfBoundsException.class, () -> reader.seek(-1));
      }
    }
  }

  @Test
  void wordsThatDoNotFitAreRefusedByIndex() throws IOException {
    byte[] data = new byte[2 * 20_000];
    data[2 * 17_001 + 1] = 0x08; // 2048 as int16, one more than 12 bits can say.
    FrameHeader header = FrameHeader.builder(NumberFormat.FIXED12).words(20_000).build();
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> TestFrames.write(header, data, TestFrames.SCALAR));
    assertEquals("word 17001 does not fit 12 bits", refusal.getMessage());
  }

  @Test
  void noiseGrowsByLessThanOnePercent() throws IOException {
    for (int chunkWords : new int[] {512, 4096, 65536}) {
      byte[] noise = new byte[1_000_000];
      new Random(chunkWords).nextBytes(noise);
      FrameHeader header =
          TestFrames.header(NumberFormat.INT8, CodeParameters.ofWordBits(8), chunkWords)
              .shape(noise.length)
              .index(true)
              .build();
      byte[] frame = TestFrames.write(header, noise, TestFrames.SCALAR);
      assertEquals(header.maxFrameBytes(), frame.length, "the bound is exact");
      assertTrue(chunkWords < 4096 || frame.length < 1.01 * noise.length + 128);
    }
  }
}
