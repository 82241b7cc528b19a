package dev.ebpc.tools.tensor;

import dev.ebpc.code.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one element of a tensor file is.
 *
 * @param format how the code sees it; {@link NumberFormat#OPAQUE} if it has no name there
 * @param bytes bytes of one element, 1 to 65535
 * @param bigEndian whether its words lie big end first in the file and are swapped to be coded;
 *     always false for opaque elements, which are stored as they lie
 */
public record ElementType(NumberFormat format, int bytes, boolean bigEndian) {

  /** Largest element that a frame can store. */
  static final int MAX_BYTES = 65535;

  /** Bytes whose meaning is not known. */
  public static final ElementType BYTES = opaque(1);

  private static final Map<String, NumberFormat> BY_NPY_CODE =
      Map.ofEntries(
          Map.entry("i1", NumberFormat.INT8),
          Map.entry("u1", NumberFormat.UINT8),
          Map.entry("i2", NumberFormat.INT16),
          Map.entry("u2", NumberFormat.UINT16),
          Map.entry("f2", NumberFormat.FLOAT16),
          Map.entry("i4", NumberFormat.INT32),
          Map.entry("u4", NumberFormat.UINT32),
          Map.entry("f4", NumberFormat.FLOAT32),
          Map.entry("i8", NumberFormat.INT64),
          Map.entry("u8", NumberFormat.UINT64),
          Map.entry("f8", NumberFormat.FLOAT64),
          Map.entry("b1", NumberFormat.BOOL));

  /** A kind, a number of bytes (or characters), and for times their unit. */
  private static final Pattern SIZED_CODE = Pattern.compile("([biufgcmMSaVU])([0-9]{1,9})(\\[.*)?");

  /** Types that numpy or the packages that extend it name in full. */
  private static final Map<String, ElementType> BY_NAME =
      Map.ofEntries(
          Map.entry("bfloat16", of(NumberFormat.BFLOAT16)),
          Map.entry("float16", of(NumberFormat.FLOAT16)),
          Map.entry("float32", of(NumberFormat.FLOAT32)),
          Map.entry("int8", of(NumberFormat.INT8)),
          Map.entry("uint8", of(NumberFormat.UINT8)),
          Map.entry("int16", of(NumberFormat.INT16)),
          Map.entry("uint16", of(NumberFormat.UINT16)),
          Map.entry("int32", of(NumberFormat.INT32)),
          Map.entry("uint32", of(NumberFormat.UINT32)),
          Map.entry("float8_e4m3fn", of(NumberFormat.FLOAT8_E4M3)),
          Map.entry("float8_e5m2", of(NumberFormat.FLOAT8_E5M2)),
          Map.entry("float8_e4m3fnuz", of(NumberFormat.FLOAT8_E4M3FNUZ)),
          Map.entry("float8_e5m2fnuz", of(NumberFormat.FLOAT8_E5M2FNUZ)),
          Map.entry("bool", of(NumberFormat.BOOL)),
          Map.entry("int64", of(NumberFormat.INT64)),
          Map.entry("uint64", of(NumberFormat.UINT64)),
          Map.entry("float64", of(NumberFormat.FLOAT64)),
          Map.entry("complex64", opaque(8)),
          Map.entry("complex128", opaque(16)));

  /** Names of narrow types, of which each element has a byte: coded by their bit patterns. */
  private static final String NARROW_NAMES = "float(8|6|4)_\\w+|int[24]|uint[24]";

  /** A type that is coded, in the byte order of the code. */
  public static ElementType of(NumberFormat format) {
    return new ElementType(format, format.containerBytes(), false);
  }

  /** A type that is only stored. */
  public static ElementType opaque(int bytes) {
    return new ElementType(NumberFormat.OPAQUE, bytes, false);
  }

  /**
   * The type of a user's word.
   *
   * @param label one of {@link #labels}
   * @return the type
   * @throws IllegalArgumentException if there is none
   */
  public static ElementType ofLabel(String label) {
    if (!labels().contains(label)) {
      throw new IllegalArgumentException(
          "no type is called " + label + "; there are " + String.join(", ", labels()));
    }
    return of(NumberFormat.ofLabel(label));
  }

  /** The same words read as another format of the same size. */
  ElementType readAs(ElementType other) {
    if (other.bytes != bytes) {
      throw new IllegalArgumentException(
          "the file has elements of " + bytes + " bytes, not of " + other.bytes);
    }
    boolean swap = bigEndian && !other.format.isStored();
    return new ElementType(other.format, bytes, swap);
  }

  /**
   * The type that an .npy header describes.
   *
   * @param descr its 'descr' entry: a dtype string, or a list for structured dtypes
   * @return the type, or null if its size is not to be told from the string
   */
  static ElementType ofNpy(Object descr) {
    if (!(descr instanceof String dtype) || dtype.isEmpty()) {
      return null;
    }
    if (BY_NAME.containsKey(dtype)) {
      return BY_NAME.get(dtype);
    }
    if (dtype.matches(NARROW_NAMES)) {
      return of(NumberFormat.UINT8);
    }
    String code = "<>=|".indexOf(dtype.charAt(0)) < 0 ? dtype : dtype.substring(1);
    NumberFormat format = BY_NPY_CODE.get(code);
    if (format != null) {
      boolean bigEndian = dtype.charAt(0) == '>' && format.containerBytes() > 1;
      if (bigEndian && format.isStored()) {
        return opaque(format.containerBytes());
      }
      return new ElementType(format, format.containerBytes(), bigEndian);
    }
    long bytes = opaqueNpyBytes(code);
    return bytes >= 1 && bytes <= MAX_BYTES ? opaque((int) bytes) : null;
  }

  private static long opaqueNpyBytes(String code) {
    Matcher sized = SIZED_CODE.matcher(code);
    if (!sized.matches()) {
      return -1;
    }
    long count = Long.parseLong(sized.group(2));
    return sized.group(1).equals("U") ? 4 * count : count;
  }

  /** The dtype that numpy gives this type, or null if it has none of its own. */
  String npyDtype() {
    if (format == NumberFormat.FIXED12) {
      return "<i2";
    }
    for (Map.Entry<String, NumberFormat> entry : BY_NPY_CODE.entrySet()) {
      if (entry.getValue() == format) {
        return (bytes == 1 ? "|" : "<") + entry.getKey();
      }
    }
    return null;
  }

  /** The type of a safetensors dtype, or null for one whose size is not known here. */
  static ElementType ofSafetensors(String dtype) {
    return switch (dtype) {
      case "I8" -> of(NumberFormat.INT8);
      // Exponents alone are coded by their bit patterns; the header keeps their name.
      case "U8", "F8_E8M0" -> of(NumberFormat.UINT8);
      case "F8_E4M3" -> of(NumberFormat.FLOAT8_E4M3);
      case "F8_E5M2" -> of(NumberFormat.FLOAT8_E5M2);
      case "I16" -> of(NumberFormat.INT16);
      case "U16" -> of(NumberFormat.UINT16);
      case "F16" -> of(NumberFormat.FLOAT16);
      case "BF16" -> of(NumberFormat.BFLOAT16);
      case "I32" -> of(NumberFormat.INT32);
      case "U32" -> of(NumberFormat.UINT32);
      case "F32" -> of(NumberFormat.FLOAT32);
      case "BOOL" -> of(NumberFormat.BOOL);
      case "I64" -> of(NumberFormat.INT64);
      case "U64" -> of(NumberFormat.UINT64);
      case "F64" -> of(NumberFormat.FLOAT64);
      case "C64" -> opaque(8);
      default -> null;
    };
  }

  /** Turns whole elements end for end, in place. */
  static void swap(byte[] elements, int length, int size) {
    for (int start = 0; start < length; start += size) {
      for (int low = start, high = start + size - 1; low < high; low++, high--) {
        byte b = elements[low];
        elements[low] = elements[high];
        elements[high] = b;
      }
    }
  }

  /** Names of all types that users may type. */
  public static List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (NumberFormat format : NumberFormat.values()) {
      // Files have no elements of half a byte.
      if (format != NumberFormat.OPAQUE && format.elementsPerContainer() == 1) {
        labels.add(format.label());
      }
    }
    return labels;
  }
}
