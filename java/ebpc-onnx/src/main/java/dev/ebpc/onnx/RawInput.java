package dev.ebpc.onnx;

import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.tensor.Tensor;
import dev.ebpc.tools.tensor.TensorFiles;
import dev.ebpc.tools.tensor.TensorInfo;
import dev.ebpc.tools.tensor.TensorReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Reads a tensor that a model takes as it is: one of float32 and of the model's own dimensions. */
final class RawInput {
  private static final int PIECE = 1 << 16;

  private RawInput() {}

  /**
   * Reads the values of one picture in the order of the model, the last dimension fastest, however
   * they lie in the file.
   *
   * @throws IllegalArgumentException if the file holds something else
   */
  static float[] read(Path file, InputShape shape) throws IOException {
    try (TensorReader reader = TensorFiles.open(file, null, null)) {
      Tensor tensor = reader.next();
      TensorInfo info = tensor.info();
      if (reader.hasNext()) {
        throw new IllegalArgumentException("holds several tensors; the model takes one");
      }
      long[] lying = requireFit(info, shape);
      float[] values = values(tensor, shape.valuesOfOne());
      reader.requireEnd();
      return info.isTransposed() ? transposed(values, lying) : values;
    }
  }

  private static long[] requireFit(TensorInfo info, InputShape shape) {
    NumberFormat format = info.type().format();
    if (format != NumberFormat.FLOAT32) {
      throw new IllegalArgumentException(
          "holds "
              + (format == NumberFormat.OPAQUE
                  ? "elements of " + info.type().bytes() + " bytes"
                  : format.label())
              + "; the model takes float32");
    }
    long[] lying = info.shape() == null ? new long[0] : info.shape();
    long[] dimensions = info.isTransposed() ? reversed(lying) : lying;
    if (!shape.fitsOne(dimensions)) {
      throw new IllegalArgumentException(
          "has dimensions "
              + InputShape.text(dimensions)
              + "; the model takes "
              + shape
              + (shape.batch() > 1 ? ", a file gives one of the first" : ""));
    }
    return lying;
  }

  private static float[] values(Tensor tensor, int count) throws IOException {
    float[] values = new float[count];
    byte[] piece = new byte[PIECE];
    int filled = 0;
    for (int read = tensor.read(piece); read > 0; read = tensor.read(piece)) {
      int floats = read / Float.BYTES;
      ByteBuffer.wrap(piece)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values, filled, floats);
      filled += floats;
    }
    return values;
  }

  /** From the order of some dimensions to that of the same dimensions in reverse. */
  private static float[] transposed(float[] values, long[] lying) {
    long[] strides = new long[lying.length];
    long stride = 1;
    for (int i = 0; i < lying.length; i++) {
      strides[i] = stride;
      stride *= lying[i];
    }
    float[] turned = new float[values.length];
    long[] index = new long[lying.length];
    long to = 0;
    for (float value : values) {
      turned[(int) to] = value;
      for (int i = lying.length - 1; i >= 0; i--) {
        to += strides[i];
        if (++index[i] < lying[i]) {
          break;
        }
        to -= strides[i] * lying[i];
        index[i] = 0;
      }
    }
    return turned;
  }

  private static long[] reversed(long[] dimensions) {
    long[] reversed = new long[dimensions.length];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = dimensions[reversed.length - 1 - i];
    }
    return reversed;
  }
}
