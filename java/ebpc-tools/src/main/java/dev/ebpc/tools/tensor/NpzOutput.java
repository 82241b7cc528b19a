package dev.ebpc.tools.tensor;

import dev.ebpc.frame.OriginKind;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an .npz archive: one deflated member for every tensor, the same bytes every time. */
final class NpzOutput implements TensorOutput {
  /** The earliest time that a zip file can name. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipOutputStream zip;
  private ElementType type;

  NpzOutput(OutputStream out) {
    zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.BEST_SPEED);
  }

  @Override
  public void begin(TensorInfo tensor) throws IOException {
    if (tensor.origin() != OriginKind.NPZ_MEMBER) {
      throw new TensorFileException(
          "a frame of origin " + tensor.origin() + " follows a member of an .npz archive");
    }
    type = tensor.type();
    if (Arrays.equals(tensor.header(), NpzReader.NO_MEMBERS)) {
      return;
    }
    // Frames have no empty names: a member without a name has a frame without one.
    String name = tensor.name() == null ? "" : tensor.name();
    zip.putNextEntry(member(name));
    type = name.endsWith(".npy") ? NpyHeader.restore(tensor, zip) : type;
  }

  private static ZipEntry member(String name) throws TensorFileException {
    try {
      ZipEntry member = new ZipEntry(name);
      member.setTimeLocal(EPOCH);
      return member;
    } catch (IllegalArgumentException tooLong) {
      throw new TensorFileException(
          "no zip archive has a name of " + name.length() + " characters");
    }
  }

  @Override
  public void write(byte[] elements, int length) throws IOException {
    if (type.bigEndian()) {
      ElementType.swap(elements, length, type.bytes());
    }
    zip.write(elements, 0, length);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
