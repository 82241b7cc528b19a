package dev.ebpc.tools.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFilesTest {
  private static final String TWO_TENSORS =
      "{\"__metadata__\":{\"format\":\"pt\"},"
          + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[6,14]},"
          + "\"a\":{\"dtype\":\"BF16\",\"shape\":[3,1],\"data_offsets\":[0,6]}}   ";

  @TempDir Path folder;

  private static byte[] readAll(Tensor tensor) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[70];
    for (int read = tensor.read(buffer); read > 0; read = tensor.read(buffer)) {
      all.write(buffer, 0, read);
    }
    return all.toByteArray();
  }

  private static TensorReader stream(byte[] bytes) throws IOException {
    return TensorFiles.open(new ByteArrayInputStream(bytes), null, null);
  }

  private static void readThrough(byte[] bytes) throws IOException {
    try (TensorReader reader = stream(bytes)) {
      readThrough(reader);
    }
  }

  private static void readThrough(TensorReader reader) throws IOException {
    while (reader.hasNext()) {
      readAll(reader.next());
    }
    reader.requireEnd();
  }

  @Test
  void bigEndianElementsAreTurnedRound() throws IOException {
    byte[] file = Samples.npy(">i4", false, "(2,)", new byte[] {0, 0, 0, 1, 0, 0, 2, 3});
    try (TensorReader reader = stream(file)) {
      assertArrayEquals(new byte[] {1, 0, 0, 0, 3, 2, 0, 0}, readAll(reader.next()));
    }
  }

  @Test
  void elementsThatAreOnlyStoredAreNotTurnedRound() throws IOException {
    byte[] elements = Samples.elements(5, 8, 3);
    try (TensorReader reader = stream(Samples.npy(">f8", false, "(5,)", elements))) {
      Tensor tensor = reader.next();
      assertEquals(NumberFormat.OPAQUE, tensor.info().type().format());
      assertArrayEquals(elements, readAll(tensor));
    }
  }

  @Test
  void tensorsOfSafetensorsComeInTheOrderInWhichTheyLie() throws IOException {
    byte[] file = Samples.safetensors(TWO_TENSORS, new byte[] {1, 2, 3, 4, 5, 6}, new byte[8]);
    try (TensorReader reader = stream(file)) {
      Tensor first = reader.next();
      assertEquals("a", first.info().name());
      assertEquals(NumberFormat.BFLOAT16, first.info().type().format());
      assertArrayEquals(new long[] {3, 1}, first.info().shape());
      assertEquals(TWO_TENSORS.length(), first.info().header().length);
      assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6}, readAll(first));
      assertTrue(reader.hasNext());
      Tensor second = reader.next();
      assertEquals("b", second.info().name());
      assertEquals(0, second.info().header().length);
      readAll(second);
      reader.requireEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,0]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,3]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[-2],\"data_offsets\":[0,2]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2.5],\"data_offsets\":[0,2]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":2,\"data_offsets\":[0,2]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2]}}",
        "{\"a\":{\"shape\":[2],\"data_offsets\":[0,2]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[18446744073709551616],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
            + "\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},"
            + "\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}} x",
        "{\"a\":",
        "{\"a\":[]}",
      })
  void malformedSafetensorsAreRefused(String header) {
    byte[] file = Samples.safetensors(header, new byte[3]);
    assertThrows(TensorFileException.class, () -> readThrough(file));
  }

  @Test
  void everyTruncationOfASafetensorsFileIsRefused() {
    byte[] file = Samples.safetensors(TWO_TENSORS, new byte[14]);
    for (int length = 9; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThrows(TensorFileException.class, () -> readThrough(cut));
    }
    assertThrows(TensorFileException.class, () -> readThrough(Samples.joined(file, new byte[1])));
  }

  @Test
  void aForgedHeaderLengthIsRefusedAtOnce() {
    byte[] file = Samples.safetensors("{}");
    file[3] = 5; // 83 MB, of which there is nothing
    assertThrows(TensorFileException.class, () -> readThrough(file));
    byte[] large = Samples.safetensors("{}");
    Arrays.fill(large, 0, 8, (byte) 0x7f);
    Path path = Samples.file(folder, "large.safetensors", large);
    assertThrows(TensorFileException.class, () -> TensorFiles.open(path, null, null).close());
  }

  @Test
  void everyTruncationOfAnNpyFileIsRefused() {
    byte[] file = Samples.npy("<i2", false, "(5,)", Samples.elements(5, 2, 4));
    for (int length = 9; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThrows(TensorFileException.class, () -> readThrough(cut));
    }
    assertThrows(TensorFileException.class, () -> readThrough(Samples.joined(file, new byte[1])));
  }

  @Test
  void aShapeBeyondTheFileCostsNothing() {
    byte[] file = Samples.npy("<f4", false, "(1152921504606846976,)", new byte[4]);
    assertThrows(TensorFileException.class, () -> readThrough(file));
  }

  @Test
  void membersOfAnArchiveAreTensors() throws IOException {
    Path path = Samples.file(folder, "all.npz", Samples.zip(Samples.npzMembers()));
    try (TensorReader reader = TensorFiles.open(path, null, null)) {
      for (String name : Samples.npzMembers().keySet()) {
        Tensor tensor = reader.next();
        assertEquals(name, tensor.info().name());
        readAll(tensor);
      }
      assertEquals(false, reader.hasNext());
      reader.requireEnd();
    }
  }

  @Test
  void aMemberThatGoesOnBehindItsTensorIsRefusedWithoutReadingItAll() {
    byte[] bomb =
        Samples.joined(Samples.npy("|i1", false, "(4,)", new byte[4]), new byte[50_000_000]);
    Path path = Samples.file(folder, "bomb.npz", Samples.zip(Map.of("bomb.npy", bomb)));
    assertThrows(
        TensorFileException.class,
        () -> {
          try (TensorReader reader = TensorFiles.open(path, null, null)) {
            readThrough(reader);
          }
        });
  }

  @Test
  void aMemberWithAWrongChecksumIsRefused() {
    byte[] zip =
        Samples.zip(Map.of("a.npy", Samples.npy("|i1", false, "(4,)", new byte[] {1, 2, 3, 4})));
    int crcInDirectory = zip.length - 22 - "a.npy".length() - 46 + 16;
    zip[crcInDirectory] ^= 1;
    Path path = Samples.file(folder, "crc.npz", zip);
    assertThrows(
        IOException.class,
        () -> {
          try (TensorReader reader = TensorFiles.open(path, null, null)) {
            readThrough(reader);
          }
        });
  }

  @Test
  void rawElementsNeedATypeAndMayHaveAShape() throws IOException {
    byte[] elements = Samples.elements(6, 2, 5);
    Path path = Samples.file(folder, "x.bin", elements);
    ElementType type = ElementType.ofLabel("fixed12");
    assertThrows(IllegalArgumentException.class, () -> TensorFiles.open(path, null, null).close());
    try (TensorReader reader = TensorFiles.open(path, type, null)) {
      assertEquals(6, reader.next().info().elements());
    }
    try (TensorReader reader = TensorFiles.open(path, type, new long[] {2, 3})) {
      assertArrayEquals(elements, readAll(reader.next()));
      reader.requireEnd();
    }
    try (TensorReader reader = TensorFiles.open(path, type, new long[] {2, 4})) {
      assertThrows(TensorFileException.class, () -> readThrough(reader));
    }
    try (TensorReader reader = TensorFiles.open(path, type, new long[] {5})) {
      assertThrows(TensorFileException.class, () -> readThrough(reader));
    }
  }

  @Test
  void npyElementsMayBeReadAsAnotherTypeOfTheSameSize() throws IOException {
    byte[] file = Samples.npy("|V2", false, "(3,)", new byte[6]);
    ElementType bfloat16 = ElementType.ofLabel("bfloat16");
    try (TensorReader reader = TensorFiles.open(new ByteArrayInputStream(file), bfloat16, null)) {
      assertEquals(NumberFormat.BFLOAT16, reader.next().info().type().format());
    }
    assertThrows(
        IllegalArgumentException.class,
        () ->
            TensorFiles.open(new ByteArrayInputStream(file), ElementType.ofLabel("float32"), null)
                .close());
  }
}
