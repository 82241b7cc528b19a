package dev.ebpc.tools.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyHeaderTest {
  private static final String GOOD = "{'descr': '<i2', 'fortran_order': False, 'shape': (2, 3), }";

  private static NpyHeader read(byte[] file) throws IOException {
    return NpyHeader.read(new ByteArrayInputStream(file));
  }

  private static NpyHeader readText(String dictionary) throws IOException {
    return read(Samples.npyHeader(1, dictionary));
  }

  @ParameterizedTest
  @CsvSource({
    "|i1, INT8, 1, false",
    "|u1, UINT8, 1, false",
    "<i2, INT16, 2, false",
    ">i2, INT16, 2, true",
    "<u2, UINT16, 2, false",
    "<f2, FLOAT16, 2, false",
    ">f2, FLOAT16, 2, true",
    "<i4, INT32, 4, false",
    "<u4, UINT32, 4, false",
    "<f4, FLOAT32, 4, false",
    ">f4, FLOAT32, 4, true",
    "<i8, INT64, 8, false",
    "<u8, UINT64, 8, false",
    "<f8, FLOAT64, 8, false",
    ">f8, OPAQUE, 8, false",
    "|b1, BOOL, 1, false",
    "<c16, OPAQUE, 16, false",
    "<M8[ns], OPAQUE, 8, false",
    "<U5, OPAQUE, 20, false",
    "|S7, OPAQUE, 7, false",
    "|V2, OPAQUE, 2, false"
  })
  void everyDtypeIsAnElementType(String descr, NumberFormat format, int bytes, boolean bigEndian)
      throws IOException {
    NpyHeader header = read(Samples.npy(descr, false, "(2, 3)", new byte[0]));
    assertEquals(new ElementType(format, bytes, bigEndian), header.type());
    assertArrayEquals(new long[] {2, 3}, header.shape());
  }

  @ParameterizedTest
  @ValueSource(strings = {"()", "(7,)", "(0, 4)", "(1, 96, 55, 55)", "(123456789012,)"})
  void whatNumpyWritesIsCanonical(String shape) throws IOException {
    byte[] file = Samples.npy("<f4", false, shape, new byte[0]);
    NpyHeader header = read(file);
    assertTrue(header.isCanonical());
    assertArrayEquals(file, NpyHeader.canonical(header.type(), header.shape()));
  }

  @Test
  void aHeaderOfNumpyItselfIsCanonical() throws IOException {
    // numpy.save of numpy.zeros((3, 4), '<i2'), byte for byte.
    byte[] file = new byte[128];
    Arrays.fill(file, (byte) ' ');
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0};
    System.arraycopy(start, 0, file, 0, start.length);
    byte[] text =
        "{'descr': '<i2', 'fortran_order': False, 'shape': (3, 4), }"
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, file, start.length, text.length);
    file[127] = '\n';
    assertTrue(read(file).isCanonical());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<i2', 'fortran_order': False, 'shape': (2, 3)}\n",
        "{\"descr\": \"<i2\", \"fortran_order\": False, \"shape\": (2, 3)}",
        "{'shape': [2L, 3], 'fortran_order': False, 'descr': '<i2'}",
      })
  void otherSpellingsAreReadButNotCanonical(String text) throws IOException {
    NpyHeader header = readText(text);
    assertArrayEquals(new long[] {2, 3}, header.shape());
    assertFalse(header.isCanonical());
  }

  @Test
  void bigEndianFortranAndLaterVersionsAreNotCanonical() throws IOException {
    assertFalse(read(Samples.npy(">i2", false, "(2, 3)", new byte[0])).isCanonical());
    assertFalse(read(Samples.npy("<i2", true, "(2, 3)", new byte[0])).isCanonical());
    assertFalse(read(Samples.npyHeader(2, GOOD)).isCanonical());
    assertFalse(read(Samples.npyHeader(3, GOOD)).isCanonical());
  }

  @Test
  void fortranOrderIsTheTransposedArrayInTheOrderOfTheFile() throws IOException {
    NpyHeader header = read(Samples.npy("<i2", true, "(2, 3)", new byte[0]));
    assertArrayEquals(new long[] {3, 2}, header.shape());
  }

  @ParameterizedTest
  @ValueSource(strings = {"'|O'", "[('x', '<f4'), ('y', '>i2', (2,))]", "'<U0'"})
  void elementsOfUnknownSizeAreBytesUpToTheEnd(String descr) throws IOException {
    NpyHeader header =
        readText("{'descr': " + descr + ", 'fortran_order': False, 'shape': (2,), }");
    assertEquals(ElementType.BYTES, header.type());
    assertNull(header.shape());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{'descr': '<i2'}",
        "{'descr': '<i2', 'fortran_order': 0, 'shape': (2,)}",
        "{'descr': '<i2', 'fortran_order': False, 'shape': 2}",
        "{'descr': '<i2', 'fortran_order': False, 'shape': (-2,)}",
        "{'descr': '<i2', 'fortran_order': False, 'shape': ('2',)}",
        "{'descr': '<i2', 'fortran_order': False, 'shape': (2,), 'more': 1}",
        "{'descr': '<i2', 'descr': '<i2', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<i2', 'fortran_order': False, 'shape': (2,)} more",
        "{'descr': '<i2', 'fortran_order': False, 'shape': (99999999999999999999,)}",
        "{'descr': '<i2', 'fortran_order': False, 'shape': (4294967296, 4294967296)}",
        "{'descr': '<i2', 'fortran_order': False, 'shape': (9223372036854775807,)}",
        "{'descr': '<i2', 'fortran_order': False, 'shape': __import__('os')}",
        "{'descr': '<i2 , 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<i2\\",
      })
  void malformedDictionariesAreRefused(String text) {
    assertThrows(TensorFileException.class, () -> readText(text));
  }

  @Test
  void deepNestingIsRefusedWithoutRunningOutOfStack() {
    String deep = "{'descr': " + "(".repeat(60_000);
    assertThrows(TensorFileException.class, () -> readText(deep));
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] header = Samples.npyHeader(1, GOOD);
    for (int length = 0; length < header.length; length++) {
      byte[] cut = Arrays.copyOf(header, length);
      assertThrows(TensorFileException.class, () -> read(cut));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "4, 0", "1, 1"})
  void otherVersionsAreRefused(int major, int minor) {
    byte[] header = Samples.npyHeader(1, GOOD);
    header[6] = (byte) major;
    header[7] = (byte) minor;
    assertThrows(TensorFileException.class, () -> read(header));
  }

  @Test
  void aForgedLengthIsRefusedBeforeAnythingIsAllocated() {
    byte[] header = Samples.npyHeader(2, GOOD);
    Arrays.fill(header, 8, 12, (byte) 0xff);
    assertThrows(TensorFileException.class, () -> read(header));
  }
}
