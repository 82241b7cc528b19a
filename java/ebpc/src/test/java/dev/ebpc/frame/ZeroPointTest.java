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
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quantised tensors whose zero is another word. */
class ZeroPointTest {

  @ParameterizedTest
  @CsvSource({
    "INT8, 8, -128",
    "INT8, 8, 5",
    "UINT8, 8, 255",
    "UINT8, 5, 17",
    "INT8, 6, -32",
    "FIXED12, 12, -2048",
    "FIXED12, 12, 7",
    "INT16, 16, -32768",
    "UINT16, 11, 2047",
    "INT32, 32, -2147483648",
    "UINT32, 32, -1",
    "INT32, 20, -5",
    "UINT32, 31, 9"
  })
  void everyWordComesBack(NumberFormat format, int wordBits, int zeroPoint) throws IOException {
    for (int count : new int[] {1, 4095, 70_001}) {
      byte[] words = TestFrames.words(format, wordBits, count, 3L * count + wordBits);
      FrameHeader header =
          FrameHeader.builder(format).wordBits(wordBits).zeroPoint(zeroPoint).words(count).build();
      byte[] frame = TestFrames.write(header, words, TestFrames.SCALAR);
      assertTrue(frame.length <= header.maxFrameBytes());
      assertArrayEquals(words, TestFrames.read(frame, TestFrames.SCALAR));
      assertEquals(header, FrameHeader.parse(frame));
      assertEquals(zeroPoint, FrameHeader.parse(frame).zeroPoint());
    }
  }

  /** The code of words less their zero point is that of words around zero. */
  @Test
  void whatIsZeroTakesNoRoom() throws IOException {
    Random random = new Random(1);
    byte[] plain = new byte[200_000];
    byte[] affine = new byte[200_000];
    for (int i = 0; i < plain.length; i++) {
      int value = Math.max(0, (int) (random.nextGaussian() * 30));
      plain[i] = (byte) Math.min(value, 255);
      affine[i] = (byte) (plain[i] - 128);
    }
    FrameHeader header = FrameHeader.builder(NumberFormat.INT8).words(plain.length).build();
    int expected = TestFrames.write(header, plain, TestFrames.SCALAR).length;
    FrameHeader shifted = header.toBuilder().zeroPoint(-128).build();
    assertEquals(expected + 4, TestFrames.write(shifted, affine, TestFrames.SCALAR).length);
    assertTrue(expected + 4 < TestFrames.write(header, affine, TestFrames.SCALAR).length);
    byte[] constant = new byte[100_000];
    Arrays.fill(constant, (byte) -128);
    FrameHeader small = shifted.toBuilder().words(constant.length).build();
    byte[] frame = TestFrames.write(small, constant, TestFrames.SCALAR);
    assertTrue(frame.length < 300, frame.length + " bytes");
    assertArrayEquals(constant, TestFrames.read(frame, TestFrames.SCALAR));
  }

  @Test
  void aFrameWithoutOneIsAsItWas() {
    FrameHeader without = FrameHeader.builder(NumberFormat.INT8).words(5).build();
    assertEquals(without, without.toBuilder().zeroPoint(0).build());
    assertEquals(44, without.toBytes().length);
    assertEquals(48, without.toBuilder().zeroPoint(1).build().toBytes().length);
  }

  @Test
  void theBuilderOfACodecChoosesIt() {
    Ebpc codec = Ebpc.builder().zeroPoint(-128).build();
    byte[] words = new byte[5000];
    Arrays.fill(words, (byte) -128);
    words[7] = 3;
    byte[] frame = codec.compress(NumberFormat.INT8, words);
    assertEquals(-128, codec.info(frame).zeroPoint());
    assertArrayEquals(words, codec.decompress(frame));
    assertEquals(0, codec.info(codec.compress(new float[3])).zeroPoint());
  }

  @Test
  void wrongOnesAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> FrameHeader.builder(NumberFormat.FLOAT32).zeroPoint(1));
    assertThrows(
        IllegalArgumentException.class,
        () -> FrameHeader.builder(NumberFormat.INT8).zeroPoint(128));
    assertThrows(
        IllegalArgumentException.class,
        () -> FrameHeader.builder(NumberFormat.UINT8).zeroPoint(20).wordBits(4).words(1).build());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            FrameHeader.builder(NumberFormat.UINT8)
                .zeroPoint(20)
                .profile(Profile.PACKED)
                .words(1)
                .build());
    byte[] header = FrameHeader.builder(NumberFormat.INT8).zeroPoint(7).words(5).build().toBytes();
    byte[] none = TestFrames.forgeHeader(header, 40, 0);
    EbpcException error = assertThrows(EbpcException.class, () -> FrameHeader.parse(none));
    assertEquals(ErrorCode.BAD_HEADER, error.code());
    assertEquals(40, error.offset());
    byte[] wide = TestFrames.forgeHeader(header, 41, 1);
    assertEquals(40, assertThrows(EbpcException.class, () -> FrameHeader.parse(wide)).offset());
  }
}
