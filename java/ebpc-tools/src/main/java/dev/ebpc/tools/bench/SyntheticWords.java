package dev.ebpc.tools.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Values as words of the formats in which servers hold them, little-endian. */
final class SyntheticWords {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int INT8_MOST = 127;
  private static final int UINT8_MOST = 255;

  private SyntheticWords() {}

  static byte[] float32(float[] values) {
    byte[] words = new byte[values.length * Float.BYTES];
    for (int i = 0; i < values.length; i++) {
      INTS.set(words, i * Float.BYTES, Float.floatToRawIntBits(values[i]));
    }
    return words;
  }

  static byte[] float16(float[] values) {
    byte[] words = new byte[values.length * Short.BYTES];
    for (int i = 0; i < values.length; i++) {
      SHORTS.set(words, i * Short.BYTES, Float.floatToFloat16(values[i]));
    }
    return words;
  }

  /** Rounded to the nearest, ties to even. */
  static byte[] bfloat16(float[] values) {
    byte[] words = new byte[values.length * Short.BYTES];
    for (int i = 0; i < values.length; i++) {
      int bits = Float.floatToRawIntBits(values[i]);
      SHORTS.set(words, i * Short.BYTES, (short) ((bits + 0x7FFF + (bits >>> 16 & 1)) >>> 16));
    }
    return words;
  }

  /** 4 bits of exponent, 3 of mantissa, up to 448 (OCP OFP8). */
  static byte[] fp8e4m3(float[] values) {
    return float8(values, 3, 7, 0x7E);
  }

  /** 5 bits of exponent, 2 of mantissa, up to 57344 (OCP OFP8). */
  static byte[] fp8e5m2(float[] values) {
    return float8(values, 2, 15, 0x7B);
  }

  /** Rounded to the nearest, ties to even; what is too large becomes the largest. */
  private static byte[] float8(float[] values, int mantissaBits, int bias, int most) {
    byte[] words = new byte[values.length];
    for (int i = 0; i < words.length; i++) {
      float magnitude = Math.abs(values[i]);
      int exponent = Math.max(1 - bias, Math.getExponent(magnitude));
      // Steps of this binade; a carry out of the mantissa goes to the exponent as it should.
      int steps = (int) Math.rint(Math.scalb((double) magnitude, mantissaBits - exponent));
      int word = ((exponent + bias - 1) << mantissaBits) + steps;
      int sign = Float.floatToRawIntBits(values[i]) >>> 31 << 7;
      words[i] = (byte) (sign | Math.min(word, most));
    }
    return words;
  }

  /** Symmetric int8 with one scale for every so many values: the largest magnitude becomes 127. */
  static byte[] int8(float[] values, int group) {
    byte[] words = new byte[values.length];
    for (int start = 0; start < words.length; start += group) {
      float largest = 0;
      for (int i = start; i < start + group; i++) {
        largest = Math.max(largest, Math.abs(values[i]));
      }
      for (int i = start; i < start + group; i++) {
        words[i] = (byte) Math.rint(values[i] / largest * INT8_MOST);
      }
    }
    return words;
  }

  /** Affine uint8 with one scale: the range of the values, zero included, becomes 0 to 255. */
  static byte[] uint8(float[] values) {
    float least = 0;
    float most = 0;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    float scale = (most - least) / UINT8_MOST;
    int zeroPoint = Math.round(-least / scale);
    byte[] words = new byte[values.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = (byte) Math.clamp((long) Math.rint(values[i] / scale) + zeroPoint, 0, UINT8_MOST);
    }
    return words;
  }

  /** The same as int8 with the zero point -128, as values after a ReLU are held. */
  static byte[] int8Affine(float[] values) {
    byte[] words = uint8(values);
    for (int i = 0; i < words.length; i++) {
      words[i] = (byte) (words[i] - 128);
    }
    return words;
  }
}
