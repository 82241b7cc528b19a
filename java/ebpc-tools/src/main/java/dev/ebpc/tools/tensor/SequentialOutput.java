package dev.ebpc.tools.tensor;

import dev.ebpc.frame.OriginKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the kinds of file in which tensors lie one behind the other: raw, .npy, .safetensors. */
final class SequentialOutput implements TensorOutput {
  private final OriginKind kind;
  private final OutputStream out;
  private ElementType type;
  private boolean first = true;

  SequentialOutput(OriginKind kind, OutputStream out) {
    this.kind = kind;
    this.out = out;
  }

  @Override
  public void begin(TensorInfo tensor) throws IOException {
    if (tensor.origin() != kind) {
      throw new TensorFileException(
          "a frame of origin " + tensor.origin() + " follows one of origin " + kind);
    }
    type = tensor.type();
    switch (kind) {
      case NPY -> type = NpyHeader.restore(tensor, out);
      case SAFETENSORS -> writeHeader(tensor.header());
      default -> {
        // Raw elements have no header.
      }
    }
    first = false;
  }

  private void writeHeader(byte[] header) throws IOException {
    if (first != header.length > 0) {
      throw new TensorFileException(
          "the safetensors header must be with the first tensor, and only there");
    }
    if (first) {
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      out.write(length.putLong(header.length).array());
      out.write(header);
    }
  }

  @Override
  public void write(byte[] elements, int length) throws IOException {
    if (type.bigEndian()) {
      ElementType.swap(elements, length, type.bytes());
    }
    out.write(elements, 0, length);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
