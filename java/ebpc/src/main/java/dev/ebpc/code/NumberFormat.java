package dev.ebpc.code;

import java.util.Locale;

/**
 * The number formats that have a bit-plane meaning, and how their words lie in memory.
 *
 * <p>The code sees bit patterns: the low W bits of a little-endian container of 1, 2 or 4 bytes.
 * Where W is smaller than the container, the container holds the word sign-extended (signed
 * formats) or zero-extended (unsigned ones). {@link #OPAQUE} stands for element types without a
 * bit-plane meaning (int64, float64, bool); frames store them raw.
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
  /** Elements of any size without a bit-plane meaning; never coded, only stored. */
  OPAQUE(0, 1, false, 8);

  private final int code;
  private final int containerBytes;
  private final boolean signed;
  private final int wordBits;

  NumberFormat(int code, int containerBytes, boolean signed, int wordBits) {
    this.code = code;
    this.containerBytes = containerBytes;
    this.signed = signed;
    this.wordBits = wordBits;
  }

  /** The number that stands for this format in a frame header. */
  public int code() {
    return code;
  }

  /** Bytes of one word in memory: 1, 2 or 4. */
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

  /** Whether only widths equal to the format's own have a meaning (floating point). */
  public boolean fixedWidth() {
    return this == FLOAT16 || this == BFLOAT16 || this == FLOAT32;
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
