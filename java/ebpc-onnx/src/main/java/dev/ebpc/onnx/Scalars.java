package dev.ebpc.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The numbers that a graph has as constants of one element. Source: onnx.proto of the ONNX project,
 * whose field numbers are below.
 */
final class Scalars {
  private static final int TENSOR_DIMENSION = 1;
  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_FLOATS = 4;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW = 9;

  private static final int FLOAT = 1;
  private static final int FLOAT16 = 10;
  private static final int DOUBLE = 11;

  private final Map<String, Double> byName = new HashMap<>();

  /** Takes note of a tensor under its own name if it is a scalar. */
  void addTensor(WireReader tensor) throws IOException {
    addTensor(tensor, null);
  }

  /** Takes note of a tensor under the name of the value that it is. */
  void addTensor(WireReader tensor, String value) throws IOException {
    String name = "";
    long type = 0;
    long elements = 1;
    OptionalDouble floats = OptionalDouble.empty();
    ByteBuffer raw = ByteBuffer.allocate(0);
    while (tensor.next()) {
      if (tensor.isNumber(TENSOR_DIMENSION)) {
        elements = elements == 1 ? tensor.number() : elements;
      } else if (tensor.is(TENSOR_DIMENSION)) {
        elements = tensor.isOne() ? elements : 0;
      } else if (tensor.isNumber(TENSOR_TYPE)) {
        type = tensor.number();
      } else if (tensor.isFloat(TENSOR_FLOATS) || tensor.is(TENSOR_FLOATS)) {
        floats = first(Float.BYTES, FLOAT, tensor.bytes());
      } else if (tensor.is(TENSOR_NAME)) {
        name = tensor.text();
      } else if (tensor.is(TENSOR_RAW)) {
        raw = tensor.bytes();
      }
    }
    if (elements == 1) {
      OptionalDouble number =
          switch ((int) type) {
            case FLOAT -> floats.isPresent() ? floats : first(Float.BYTES, FLOAT, raw);
            case FLOAT16 -> first(Short.BYTES, FLOAT16, raw);
            case DOUBLE -> first(Double.BYTES, DOUBLE, raw);
            default -> OptionalDouble.empty();
          };
      if (number.isPresent()) {
        byName.put(value == null ? name : value, number.getAsDouble());
      }
    }
  }

  private static OptionalDouble first(int size, int type, ByteBuffer bytes) {
    if (bytes.remaining() != size) {
      return OptionalDouble.empty();
    }
    ByteBuffer little = bytes.order(ByteOrder.LITTLE_ENDIAN);
    return OptionalDouble.of(
        switch (type) {
          case FLOAT -> little.getFloat(little.position());
          case FLOAT16 -> Float.float16ToFloat(little.getShort(little.position()));
          default -> little.getDouble(little.position());
        });
  }

  /** Takes note of a number, if it is one. */
  void add(String name, Float number) {
    if (number != null) {
      byName.put(name, number.doubleValue());
    }
  }

  /** The number of a name, if it is one. */
  OptionalDouble get(String name) {
    Double value = byName.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Whether a name is that of a number near another one. */
  boolean isAbout(String name, double value) {
    Double found = byName.get(name);
    return found != null && Math.abs(found - value) <= 1e-3 * Math.max(1, Math.abs(value));
  }
}
