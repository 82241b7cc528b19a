package dev.ebpc.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the fields of one protobuf message, wire format. Not thread-safe. */
final class WireWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Writes a number. */
  WireWriter number(int field, long value) {
    varint((long) field << 3 | WireReader.VARINT);
    varint(value);
    return this;
  }

  /** Writes text. */
  WireWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a message. */
  WireWriter message(int field, WireWriter value) {
    return bytes(field, value.toByteArray());
  }

  /** Writes bytes. */
  WireWriter bytes(int field, byte[] value) {
    key(field, value.length);
    out.writeBytes(value);
    return this;
  }

  /** Writes the key and length of bytes that {@link #raw} will follow with. */
  WireWriter key(int field, long length) {
    varint((long) field << 3 | WireReader.BYTES);
    varint(length);
    return this;
  }

  /** Writes bytes as they are. */
  WireWriter raw(byte[] bytes, int start, int end) {
    out.write(bytes, start, end - start);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}
