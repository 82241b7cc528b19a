package dev.ebpc.tools.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class SyntheticWordsTest {

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void bfloat16IsRoundedToTheNearest() {
    float[] values = {1, -2, 0x1.01p0f, 0x1.03p0f, 0};
    assertArrayEquals(
        bytes(0x80, 0x3F, 0x00, 0xC0, 0x80, 0x3F, 0x82, 0x3F, 0, 0),
        SyntheticWords.bfloat16(values));
  }

  @Test
  void floatsAreLittleEndian() {
    assertArrayEquals(bytes(0, 0x3C, 0, 0xC0), SyntheticWords.float16(new float[] {1, -2}));
    assertArrayEquals(bytes(0, 0, 0x80, 0x3F), SyntheticWords.float32(new float[] {1}));
  }

  @Test
  void float8HasItsLimitsAndDenormals() {
    float[] values = {0, 1, -1.5f, 448, 1e6f, 0x1p-9f, 0x1p-6f, 1.0625f, 1.1875f, 1.99f};
    assertArrayEquals(
        bytes(0, 0x38, 0xBC, 0x7E, 0x7E, 0x01, 0x08, 0x38, 0x3A, 0x40),
        SyntheticWords.fp8e4m3(values));
    float[] wider = {1, -1.5f, 57344, 1e9f, 0x1p-16f, 0x1p-14f};
    assertArrayEquals(bytes(0x3C, 0xBE, 0x7B, 0x7B, 0x01, 0x04), SyntheticWords.fp8e5m2(wider));
  }

  @Test
  void integersHaveTheirScales() {
    float[] values = {-2, 1, 0.5f, 0.25f};
    assertArrayEquals(bytes(-127, 64, 32, 16), SyntheticWords.int8(values, 4));
    assertArrayEquals(bytes(-127, 64, 127, 64), SyntheticWords.int8(values, 2));
    assertArrayEquals(bytes(0, 255, 213, 191), SyntheticWords.uint8(new float[] {-3, 1, 0.34f, 0}));
    assertArrayEquals(bytes(-128, 127), SyntheticWords.int8Affine(new float[] {0, 7}));
  }
}
