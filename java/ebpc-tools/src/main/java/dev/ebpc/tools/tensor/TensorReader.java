package dev.ebpc.tools.tensor;

import java.io.Closeable;
import java.io.IOException;

/** A file of tensors, read from front to back in constant memory. Not thread-safe. */
public interface TensorReader extends Closeable {

  /** Whether {@link #next} has one more tensor to give; known before the last one is read. */
  boolean hasNext();

  /**
   * The next tensor; the one before it must have been read to its end.
   *
   * @throws TensorFileException if the file contradicts its format
   */
  Tensor next() throws IOException;

  /**
   * Checks that the file ends here; to be called once all tensors are read.
   *
   * @throws TensorFileException if it does not
   */
  void requireEnd() throws IOException;
}
