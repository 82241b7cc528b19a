package dev.ebpc.tools.tensor;

import dev.ebpc.frame.OriginKind;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Writes tensors back into a file of the kind they came from. Not thread-safe. */
public interface TensorOutput extends Closeable {

  /**
   * Begins the next tensor.
   *
   * @throws TensorFileException if its header contradicts its elements
   */
  void begin(TensorInfo tensor) throws IOException;

  /**
   * Writes elements of the tensor that was begun.
   *
   * @param elements whole elements in the byte order of the code; may be changed
   * @param length bytes of them
   */
  void write(byte[] elements, int length) throws IOException;

  /** Ends the file. Closes the stream behind it. */
  @Override
  void close() throws IOException;

  /** The writer of files of a kind. */
  static TensorOutput of(OriginKind kind, OutputStream out) {
    return kind == OriginKind.NPZ_MEMBER ? new NpzOutput(out) : new SequentialOutput(kind, out);
  }
}
