package dev.ebpc.tools;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Tensor files as other programs write them, made byte by byte without the code under test. */
public final class Samples {
  private Samples() {}

  /** Elements of which about half are zero and the others small, little-endian. */
  public static byte[] elements(int count, int bytes, long seed) {
    Random random = new Random(seed);
    ByteBuffer buffer = ByteBuffer.allocate(count * bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      long value = random.nextBoolean() ? 0 : random.nextInt(100) - 50;
      for (int b = 0; b < bytes; b++) {
        buffer.put((byte) (value >> (8 * b)));
      }
    }
    return buffer.array();
  }

  /** The header that numpy 2 writes: padded to a multiple of 64 bytes, version 1.0. */
  public static byte[] npyHeader(String dictionary) {
    int unpadded = 10 + dictionary.length() + 1;
    return npyHeader(1, dictionary + " ".repeat(64 - unpadded % 64) + "\n");
  }

  /** A header of any version, its text as it is. */
  public static byte[] npyHeader(int version, String text) {
    byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer header =
        ByteBuffer.allocate((version == 1 ? 10 : 12) + latin.length).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.ISO_8859_1));
    header.put((byte) version).put((byte) 0);
    if (version == 1) {
      header.putShort((short) latin.length);
    } else {
      header.putInt(latin.length);
    }
    return header.put(latin).array();
  }

  /** An .npy file; the shape is written as in Python, for example {@code (3, 4)}. */
  public static byte[] npy(String descr, boolean fortran, String shape, byte[] elements) {
    String order = fortran ? "True" : "False";
    String dictionary =
        "{'descr': '" + descr + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }";
    // numpy leaves room for the growing dimension to have 21 digits.
    String[] dimensions = shape.replaceAll("[() ]|,\\)$", "").split(",", -1);
    String growing = dimensions[fortran ? dimensions.length - 1 : 0];
    String room = growing.isEmpty() ? "" : " ".repeat(21 - growing.length());
    return joined(npyHeader(dictionary + room), elements);
  }

  /** A .safetensors file with the given JSON header. */
  public static byte[] safetensors(String header, byte[]... tensors) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    byte[] length =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array();
    return joined(joined(length, json), joined(tensors));
  }

  /** A zip file. */
  public static byte[] zip(Map<String, byte[]> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** An .npz archive of several kinds of members. */
  public static Map<String, byte[]> npzMembers() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("a.npy", npy("|i1", false, "(50, 20)", elements(1000, 1, 1)));
    members.put("deep/b.npy", npy(">f4", true, "(30, 7)", elements(210, 4, 2)));
    members.put("empty.npy", npy("<f8", false, "(0,)", new byte[0]));
    members.put("notes.txt", "not a tensor".getBytes(StandardCharsets.UTF_8));
    return members;
  }

  public static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  /** Writes a file into a folder. */
  public static Path file(Path folder, String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
