package dev.ebpc.tools.tensor;

import java.io.IOException;
import java.io.InputStream;

/**
 * One tensor of a file that is being read: what it is, and its elements one buffer after the other,
 * little end first. Not thread-safe.
 */
public final class Tensor {
  private final TensorInfo info;
  private final InputStream data;
  private final long bytes;
  private long read;

  /**
   * Makes a tensor.
   *
   * @param info what it is
   * @param data its elements as they lie in the file
   * @throws TensorFileException if its shape is too large to count
   */
  public Tensor(TensorInfo info, InputStream data) throws TensorFileException {
    this.info = info;
    this.data = data;
    this.bytes = info.bytes();
  }

  /** What it is. */
  public TensorInfo info() {
    return info;
  }

  /**
   * Reads the next elements in the byte order of the code.
   *
   * @param buffer filled from its start with as many whole elements as it holds and the tensor has
   * @return bytes read, 0 at the end of the tensor
   * @throws TensorFileException if the file ends before the tensor does
   */
  public int read(byte[] buffer) throws IOException {
    int size = info.type().bytes();
    int room = buffer.length / size * size;
    int wanted = bytes == TensorInfo.UNKNOWN ? room : (int) Math.min(room, bytes - read);
    int got = data.readNBytes(buffer, 0, wanted);
    read += got;
    if (bytes != TensorInfo.UNKNOWN && got < wanted) {
      throw new TensorFileException(
          "the file ends after " + read + " of the " + bytes + " bytes of its tensor" + inName());
    }
    if (got % size != 0) {
      throw new TensorFileException(
          "the file ends inside an element of " + size + " bytes, after " + read + " bytes");
    }
    if (info.type().bigEndian()) {
      ElementType.swap(buffer, got, size);
    }
    return got;
  }

  /** Reads over all elements that are left. */
  public void skip() throws IOException {
    byte[] buffer = new byte[Math.max(1 << 16, info.type().bytes())];
    int read;
    do {
      read = read(buffer);
    } while (read > 0);
  }

  /** Fails unless the data ends where the tensor does. */
  void requireEnd() throws IOException {
    if (data.read() >= 0) {
      throw new TensorFileException(
          "bytes follow the " + bytes + " bytes of the tensor" + inName());
    }
  }

  private String inName() {
    return info.name() == null ? "" : " " + info.name();
  }
}
