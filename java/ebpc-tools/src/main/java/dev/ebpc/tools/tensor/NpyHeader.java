package dev.ebpc.tools.tensor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The header of an .npy file, versions 1 to 3, as NEP 1 and numpy.lib.format describe it.
 *
 * @param bytes the whole header: magic, version, length and dictionary
 * @param type what the elements are; {@link ElementType#BYTES} where their size is not to be told
 *     (structured and object dtypes), and then everything behind the header is data
 * @param dtype the 'descr' entry, as people read it
 * @param fortran whether the first dimension is the one that runs fastest
 * @param shape dimensions of the elements as they lie in the file, the slowest first: a
 *     Fortran-order array is the transposed array in C order; null if the length is not known
 */
@SuppressWarnings("ArrayRecordComponent") // parsed once and looked at, never compared
record NpyHeader(byte[] bytes, ElementType type, String dtype, boolean fortran, long[] shape) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** numpy itself stops at 10,000 characters unless told otherwise. */
  private static final int MAX_DICTIONARY = 1 << 20;

  /** numpy leaves room for the first dimension to grow to this many digits. */
  private static final int GROWTH_DIGITS = 21;

  private static final int ALIGNMENT = 64;

  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

  /** Whether a file begins like an .npy file. */
  static boolean recognises(byte[] start) {
    return start.length >= MAGIC.length
        && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Reads a header and leaves the stream at the first element.
   *
   * @throws TensorFileException if it is not one
   */
  static NpyHeader read(InputStream in) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream(128);
    byte[] start = take(in, MAGIC.length + 2, header);
    if (!recognises(start)) {
      throw new TensorFileException("not an .npy file: it does not begin with \\x93NUMPY");
    }
    int major = start[MAGIC.length];
    if (major < 1 || major > 3 || start[MAGIC.length + 1] != 0) {
      throw new TensorFileException(
          "no .npy version is called " + major + "." + (start[MAGIC.length + 1] & 0xff));
    }
    byte[] size = take(in, major == 1 ? 2 : 4, header);
    long length = 0;
    for (int i = size.length - 1; i >= 0; i--) {
      length = (length << 8) | (size[i] & 0xff);
    }
    if (length > MAX_DICTIONARY) {
      throw new TensorFileException(
          "the .npy header declares a dictionary of " + length + " bytes");
    }
    byte[] text = take(in, (int) length, header);
    String dictionary =
        new String(text, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    return parse(header.toByteArray(), dictionary);
  }

  private static byte[] take(InputStream in, int count, ByteArrayOutputStream copy)
      throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new TensorFileException("the file ends inside the .npy header");
    }
    copy.writeBytes(bytes);
    return bytes;
  }

  private static NpyHeader parse(byte[] bytes, String dictionary) throws TensorFileException {
    Map<String, Object> entries = PythonLiteral.dictionary(dictionary);
    if (!entries.keySet().equals(KEYS)) {
      throw new TensorFileException(
          "the .npy header must have descr, fortran_order and shape, found " + entries.keySet());
    }
    if (!(entries.get("fortran_order") instanceof Boolean fortran)) {
      throw new TensorFileException("fortran_order of the .npy header is neither True nor False");
    }
    long[] shape = shapeOf(entries.get("shape"));
    String dtype = String.valueOf(entries.get("descr"));
    ElementType type = ElementType.ofNpy(entries.get("descr"));
    if (type == null) {
      return new NpyHeader(bytes, ElementType.BYTES, dtype, fortran, null);
    }
    Shapes.bytes(shape, type.bytes());
    long[] lying = Shapes.storable(fortran ? Shapes.reversed(shape) : shape);
    return new NpyHeader(bytes, type, dtype, fortran, lying);
  }

  private static long[] shapeOf(Object value) throws TensorFileException {
    if (!(value instanceof List<?> list)) {
      throw new TensorFileException("the shape of the .npy header is not a tuple");
    }
    long[] shape = new long[list.size()];
    for (int i = 0; i < shape.length; i++) {
      if (!(list.get(i) instanceof Long dimension) || dimension < 0) {
        throw new TensorFileException(
            "the shape of the .npy header holds " + list.get(i) + " for a dimension");
      }
      shape[i] = dimension;
    }
    return shape;
  }

  /**
   * The type to read the elements as.
   *
   * @param wanted the user's, null for the header's own
   * @throws IllegalArgumentException if its elements have another size
   */
  ElementType typeAs(ElementType wanted) {
    if (wanted == null) {
      return type;
    }
    if (shape == null) {
      throw new IllegalArgumentException(
          "elements of dtype " + dtype + " cannot be read as another type");
    }
    return type.readAs(wanted);
  }

  /** Whether numpy would have written the very same bytes for a C-order array of this kind. */
  boolean isCanonical() {
    return shape != null
        && !type.bigEndian()
        && type.npyDtype() != null
        && Arrays.equals(bytes, canonical(type, shape));
  }

  /**
   * The header that numpy writes for a little-endian C-order array, version 1.0.
   *
   * @param type a type with an {@link ElementType#npyDtype()}
   * @param shape its dimensions
   * @return the whole header
   */
  static byte[] canonical(ElementType type, long[] shape) {
    StringBuilder text = new StringBuilder("{'descr': '").append(type.npyDtype());
    text.append("', 'fortran_order': False, 'shape': (");
    for (int i = 0; i < shape.length; i++) {
      text.append(i == 0 ? "" : ", ").append(shape[i]);
    }
    text.append(shape.length == 1 ? ",), }" : "), }");
    if (shape.length > 0) {
      text.append(" ".repeat(GROWTH_DIGITS - Long.toString(shape[0]).length()));
    }
    int unpadded = MAGIC.length + 4 + text.length() + 1;
    text.append(" ".repeat(ALIGNMENT - unpadded % ALIGNMENT)).append('\n');
    ByteArrayOutputStream header = new ByteArrayOutputStream(text.length() + 10);
    header.writeBytes(MAGIC);
    header.write(1);
    header.write(0);
    header.write(text.length());
    header.write(text.length() >> 8);
    header.writeBytes(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    return header.toByteArray();
  }

  /**
   * Writes the header that belongs in front of a tensor from an .npy file.
   *
   * @return how its elements lie in that file
   * @throws TensorFileException if the header contradicts the tensor
   */
  static ElementType restore(TensorInfo tensor, OutputStream out) throws IOException {
    ElementType type = tensor.type();
    if (tensor.header().length == 0) {
      if (type.npyDtype() == null || tensor.shape() == null) {
        throw new TensorFileException("the .npy header of the tensor is missing");
      }
      out.write(canonical(type, tensor.shape()));
      return type;
    }
    NpyHeader header = read(new ByteArrayInputStream(tensor.header()));
    boolean whole = header.bytes.length == tensor.header().length;
    // Whatever its type, a tensor may have been stored as bytes of unknown number.
    boolean asBytes = type.equals(ElementType.BYTES);
    boolean sameLength =
        header.shape == null
            || (asBytes && tensor.bytes() == TensorInfo.UNKNOWN)
            || Shapes.bytes(header.shape, header.type.bytes()) == tensor.bytes();
    if (!whole || !sameLength || !(asBytes || header.type.bytes() == type.bytes())) {
      throw new TensorFileException("the .npy header of the tensor tells of another tensor");
    }
    out.write(tensor.header());
    return asBytes ? type : header.type.readAs(type);
  }
}
