package dev.ebpc.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.Ebpc;
import dev.ebpc.code.EbpcException;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.packed.PackedContent;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames of the packed profile. */
class PackedFrameTest {

  private static FrameHeader.Builder header(NumberFormat format) {
    return FrameHeader.builder(format).profile(Profile.PACKED);
  }

  @ParameterizedTest
  @EnumSource
  void everyFormatComesBack(NumberFormat format) throws IOException {
    Random random = new Random(format.code());
    for (int words : new int[] {0, 1, 7, 4096, 131_072, 300_001}) {
      int least = format.fixedWidth() ? format.wordBits() : 2;
      int wordBits = least + random.nextInt(format.wordBits() - least + 1);
      byte[] data = TestFrames.words(format, wordBits, words, words);
      FrameHeader header = header(format).wordBits(wordBits).words(words).index(true).build();
      byte[] frame = TestFrames.write(header, data, TestFrames.SCALAR);
      assertTrue(frame.length <= header.maxFrameBytes());
      assertTrue(frame.length <= data.length + data.length / 100 + 128);
      assertArrayEquals(data, TestFrames.read(frame, TestFrames.SCALAR), wordBits + ", " + words);
      assertEquals(header, FrameHeader.parse(frame));
      assertEquals(Profile.PACKED, FrameHeader.parse(frame).profile());
    }
  }

  @Test
  void theRowIsUsedWhereTheShapeTellsIt() throws IOException {
    byte[] data = new byte[64 * 1000];
    Random random = new Random(1);
    for (int column = 0; column < 1000; column++) {
      for (int row = 0; row < 64; row++) {
        boolean zero = (column * 7919 % 13) < 6;
        data[row * 1000 + column] = (byte) (zero ? 0 : 1 + random.nextInt(3));
      }
    }
    FrameHeader flat = header(NumberFormat.INT8).words(data.length).build();
    FrameHeader shaped = header(NumberFormat.INT8).shape(64, 1000).build();
    int without = TestFrames.write(flat, data, TestFrames.SCALAR).length;
    byte[] frame = TestFrames.write(shaped, data, TestFrames.SCALAR);
    assertTrue(frame.length < without * 3 / 4, frame.length + " of " + without);
    PackedContent content = contents(frame).get(0);
    assertEquals("rows", content.flags());
    assertEquals(1000, content.distance());
  }

  @Test
  void constantAndIncompressibleBatchesAreShort() throws IOException {
    byte[] constant = new byte[1 << 20];
    Arrays.fill(constant, (byte) -128);
    FrameHeader header = header(NumberFormat.INT8).words(constant.length).build();
    byte[] frame = TestFrames.write(header, constant, TestFrames.SCALAR);
    assertTrue(frame.length < 250, "bytes " + frame.length);
    assertEquals("constant", contents(frame).get(0).kind());
    byte[] noise = new byte[1 << 20];
    new Random(2).nextBytes(noise);
    byte[] stored = TestFrames.write(header, noise, TestFrames.SCALAR);
    assertEquals("stored", contents(stored).get(0).kind());
    assertEquals(header.maxFrameBytes(), stored.length);
  }

  private static List<PackedContent> contents(byte[] frame) throws IOException {
    List<PackedContent> contents = new ArrayList<>();
    try (FrameReader reader =
        FrameReader.of(MemorySegment.ofArray(frame), TestFrames.SCALAR, FrameReader.NO_LIMIT)) {
      reader.skim(batch -> contents.add((PackedContent) batch.content()));
    }
    return contents;
  }

  @Test
  void anyWordIsFoundInOneBatch() throws IOException {
    byte[] data = TestFrames.words(NumberFormat.INT16, 16, 400_000, 3);
    for (boolean index : new boolean[] {false, true}) {
      FrameHeader header = header(NumberFormat.INT16).shape(400, 1000).index(index).build();
      byte[] frame = TestFrames.write(header, data, TestFrames.SCALAR);
      try (FrameReader reader =
          FrameReader.of(MemorySegment.ofArray(frame), TestFrames.SCALAR, FrameReader.NO_LIMIT)) {
        assertEquals(400_000, reader.totalWords());
        for (int word : new int[] {399_999, 0, 65_536, 123_457, 65_535, 400_000}) {
          reader.seek(word);
          byte[] found = new byte[2 * Math.min(100, 400_000 - word)];
          assertEquals(found.length / 2, reader.read(found, 0, found.length / 2));
          assertArrayEquals(Arrays.copyOfRange(data, 2 * word, 2 * word + found.length), found);
        }
      }
    }
  }

  /** Half zeros, the others small: flags and planes. */
  private static byte[] smallValues(int count) {
    Random random = new Random(4);
    byte[] words = new byte[count];
    for (int i = 0; i < count; i++) {
      words[i] = (byte) (random.nextBoolean() ? 0 : 1 + random.nextInt(6));
    }
    return words;
  }

  /** Every truncation and every flipped bit of a small frame with coded batches. */
  @Test
  void damagedFramesAreRefusedOrGiveTheRightWords() throws IOException {
    byte[] data = smallValues(600);
    FrameHeader header = header(NumberFormat.INT8).shape(20, 30).index(true).build();
    byte[] frame = TestFrames.write(header, data, TestFrames.SCALAR);
    for (int length = 0; length < frame.length; length++) {
      byte[] cut = Arrays.copyOf(frame, length);
      EbpcException error =
          assertThrows(EbpcException.class, () -> TestFrames.read(cut, TestFrames.SCALAR));
      assertEquals(ErrorCode.TRUNCATED, error.code());
      assertEquals(length, error.offset());
    }
    int harmless = 0;
    for (int bit = 0; bit < 8 * frame.length; bit++) {
      byte[] flipped = frame.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        // A width code may say that there could be escapes where there are none.
        assertArrayEquals(data, TestFrames.read(flipped, TestFrames.SCALAR), "bit " + bit);
        harmless++;
      } catch (EbpcException refused) {
        assertTrue(refused.offset() >= 0);
      }
    }
    assertTrue(harmless <= 10, harmless + " flipped bits changed nothing");
  }

  /** With right checksums of what is wrong: the rule and its place in the frame. */
  @Test
  void brokenRulesAreNamedWithTheirPlace() throws IOException {
    byte[] data = smallValues(600);
    FrameHeader header = header(NumberFormat.INT8).words(600).build();
    byte[] frame = TestFrames.write(header, data, TestFrames.SCALAR);
    int batch = header.toBytes().length;
    byte[] kind = frame.clone();
    kind[batch + 4] = 3;
    forge(kind, batch, 4 + 1);
    requireBadBatch(kind, batch + 4, "MODE");
    int headBytes = 11 + 1 + 6;
    byte[] reference = frame.clone();
    reference[batch + 5] = 1;
    forge(reference, batch, 4 + headBytes);
    requireBadBatch(reference, batch + 5, "REFERENCE");
    // The last byte of the payload belongs to the flags.
    byte[] flags = frame.clone();
    int last = frame.length - 16 - 4 - 1;
    flags[last] ^= 1;
    requireBadBatch(flags, -1, "FLAGS");
  }

  private static void forge(byte[] frame, int batch, int checked) {
    int crc = TestFrames.crc(frame, batch, checked);
    for (int i = 0; i < 4; i++) {
      frame[batch + checked + i] = (byte) (crc >>> (8 * i));
    }
  }

  private static void requireBadBatch(byte[] forged, int offset, String rule) {
    EbpcException error =
        assertThrows(EbpcException.class, () -> TestFrames.read(forged, TestFrames.SCALAR));
    assertEquals(ErrorCode.BAD_BATCH, error.code(), error.getMessage());
    assertTrue(error.getMessage().contains(rule), error.getMessage());
    assertTrue(offset < 0 || offset == error.offset(), error.getMessage());
  }

  @Test
  void parametersOfOtherProfilesAreRefused() {
    FrameHeader header = header(NumberFormat.INT8).words(1).build();
    assertThrows(IllegalStateException.class, header::parameters);
    assertThrows(IllegalStateException.class, header::chunkWords);
    assertThrows(
        IllegalArgumentException.class,
        () -> Ebpc.builder().profile(Profile.PACKED).blockSize(16).build());
    assertThrows(
        IllegalArgumentException.class, () -> Ebpc.builder().profile(Profile.ENTROPY).build());
    byte[] forged = TestFrames.forgeHeader(header.toBytes(), 16, 1);
    EbpcException error = assertThrows(EbpcException.class, () -> FrameHeader.parse(forged));
    assertEquals(ErrorCode.BAD_HEADER, error.code());
    assertEquals(16, error.offset());
  }
}
