package dev.ebpc.tools.tensor;

import dev.ebpc.frame.OriginKind;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
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
    if (tensor.origin() != OriginKind.NPZ_MEMBER || tensor.name() == null) {
      throw new TensorFileException("a frame without the name of its .npz member");
    }
    ZipEntry member = new ZipEntry(tensor.name());
    member.setTimeLocal(EPOCH);
    zip.putNextEntry(member);
    type = tensor.name().endsWith(".npy") ? NpyHeader.restore(tensor, zip) : tensor.type();
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
