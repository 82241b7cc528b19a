package dev.ebpc.code;

import java.util.Locale;

/**
 * The types of a tensor's elements, and how they lie in memory.
 *
 * <p>Those that are coded have words of W bits: the low W bits of a little-endian container of 1, 2
 * or 4 bytes. Where W is smaller than the container, the container holds the word sign-extended
 * (signed formats) or zero-extended (unsigned ones). The others ({@link #isStored}) have no meaning
 * as bit planes; frames keep them as they are, and their type, so that the tensor can be rebuilt.
 */
public enum NumberFormat {
  /** Signed 8-bit integers, the paper's fixed8. */
  INT8(1, 1, true, 8),
  /** Unsigned 8-bit integers. */
  UINT8(2, 1, false, 8),
  /** 12-bit fixed point, sign-extended in 16-bit containers. */
  FIXED12(3, 2, true, 12),
  /** Signed 16-bit integers, the paper's fixed16. */
  INT16(4, 2, true, 16),
  /** Unsigned 16-bit integers. */
  UINT16(5, 2, false, 16),
  /** IEEE 754 binary16. */
  FLOAT16(6, 2, false, 16),
  /** The upper half of binary32. */
  BFLOAT16(7, 2, false, 16),
  /** Signed 32-bit integers. */
  INT32(8, 4, true, 32),
  /** Unsigned 32-bit integers. */
  UINT32(9, 4, false, 32),
  /** IEEE 754 binary32. */
  FLOAT32(10, 4, false, 32),
  /** 8-bit floating point, 4 bits of exponent, 3 of mantissa, no infinities (OCP E4M3). */
  FLOAT8_E4M3(11, 1, false, 8),
  /** 8-bit floating point, 5 bits of exponent, 2 of mantissa (OCP E5M2). */
  FLOAT8_E5M2(12, 1, false, 8),
  /** {@link #FLOAT8_E4M3} with another bias, one zero and no infinities. */
  FLOAT8_E4M3FNUZ(13, 1, false, 8),
  /** {@link #FLOAT8_E5M2} with another bias, one zero and no infinities. */
  FLOAT8_E5M2FNUZ(14, 1, false, 8),
  /** Signed 64-bit integers; stored. */
  INT64(15, 8),
  /** Unsigned 64-bit integers; stored. */
  UINT64(16, 8),
  /** IEEE 754 binary64; stored. */
  FLOAT64(17, 8),
  /** Truth values, a byte each; stored. */
  BOOL(18, 1),
  /** Signed 4-bit integers, two in a byte, the first in its low half; stored. */
  INT4(19, 1),
  /** Unsigned 4-bit integers, two in a byte, the first in its low half; stored. */
  UINT4(20, 1),
  /** 4-bit floating point (OCP E2M1), two in a byte, the first in its low half; stored. */
  FLOAT4_E2M1(21, 1),
  /** Elements of any other type and size; stored. */
  OPAQUE(0, 1);

  private final int code;
  private final int containerBytes;
  private final boolean signed;
  private final int wordBits;
  private final boolean stored;

  /** A format that is coded. */
  NumberFormat(int code, int containerBytes, boolean signed, int wordBits) {
    this.code = code;
    this.containerBytes = containerBytes;
    this.signed = signed;
    this.wordBits = wordBits;
    stored = false;
  }

  /** A format that is stored. */
  NumberFormat(int code, int bytes) {
    this.code = code;
    containerBytes = bytes;
    signed = false;
    wordBits = Byte.SIZE;
    stored = true;
  }

  /** The number that stands for this format in a frame header. */
  public int code() {
    return code;
  }

  /** Bytes of one word in memory: 1, 2 or 4; of a stored element 1 or 8. */
  public int containerBytes() {
    return containerBytes;
  }

  /** Whether a word shorter than its container is sign-extended; otherwise it is zero-extended. */
  public boolean signed() {
    return signed;
  }

  /** The width W that goes with this format unless the user says otherwise. */
  public int wordBits() {
    return wordBits;
  }

  /** Whether elements have no meaning as bit planes and are kept as they are. */
  public boolean isStored() {
    return stored;
  }

  /** Whether words are floating-point numbers. */
  public boolean isFloat() {
    return switch (this) {
      case FLOAT16, BFLOAT16, FLOAT32 -> true;
      case FLOAT8_E4M3, FLOAT8_E5M2, FLOAT8_E4M3FNUZ, FLOAT8_E5M2FNUZ -> true;
      default -> false;
    };
  }

  /** Whether only widths equal to the format's own have a meaning. */
  public boolean fixedWidth() {
    return isFloat() || stored;
  }

  /** Elements of the tensor that one container holds: 2 for types of 4 bits, else 1. */
  public int elementsPerContainer() {
    return this == INT4 || this == UINT4 || this == FLOAT4_E2M1 ? 2 : 1;
  }

  /** The name users type: {@code int8}, {@code fixed12}, {@code bfloat16} and so on. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format of a frame header's number.
   *
   * @param code a number as {@link #code()} gives it
   * @return the format, or null if there is none
   */
  public static NumberFormat ofCode(int code) {
    for (NumberFormat format : values()) {
      if (format.code == code) {
        return format;
      }
    }
    return null;
  }

  /**
   * The format of a user's word.
   *
   * @param label a name as {@link #label()} gives it
   * @return the format
   * @throws IllegalArgumentException if there is none
   */
  public static NumberFormat ofLabel(String label) {
    for (NumberFormat format : values()) {
      if (format.label().equals(label)) {
        return format;
      }
    }
    throw new IllegalArgumentException("no number format is called " + label);
  }
}
