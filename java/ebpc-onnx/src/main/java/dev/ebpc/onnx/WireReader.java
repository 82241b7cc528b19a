package dev.ebpc.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the fields of one protobuf message, wire format. Not thread-safe. */
final class WireReader {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private final byte[] message;
  private final int end;
  private int at;

  private int fieldStart;
  private int field;
  private int wireType;
  private int valueStart;
  private int valueEnd;

  /** Starts at the first field of a message within some bytes. */
  WireReader(byte[] message, int start, int end) {
    this.message = message;
    this.at = start;
    this.end = end;
  }

  /**
   * Goes to the next field.
   *
   * @return false at the end of the message
   * @throws IOException if what is there is no field
   */
  boolean next() throws IOException {
    if (at == end) {
      return false;
    }
    fieldStart = at;
    long key = varint();
    field = (int) (key >>> 3);
    wireType = (int) (key & 7);
    valueStart = at;
    switch (wireType) {
      case VARINT -> varint();
      case FIXED64 -> skip(8);
      case FIXED32 -> skip(4);
      case BYTES -> {
        long length = varint();
        valueStart = at;
        skip(length);
      }
      default -> throw new IOException("no protobuf field at byte " + fieldStart);
    }
    valueEnd = at;
    return true;
  }

  private void skip(long length) throws IOException {
    if (length < 0 || length > end - at) {
      throw new IOException("a protobuf field at byte " + fieldStart + " is too long");
    }
    at += (int) length;
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at == end) {
        throw new IOException("a protobuf message ends inside a number, at byte " + at);
      }
      byte b = message[at++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IOException("a protobuf number at byte " + fieldStart + " has no end");
  }

  /** Whether the field is one of a message or of bytes with a given number. */
  boolean is(int number) {
    return field == number && wireType == BYTES;
  }

  /** Whether the field is a number without a fixed size. */
  boolean isNumber(int number) {
    return field == number && wireType == VARINT;
  }

  /** Whether the field is a number of four bytes. */
  boolean isFloat(int number) {
    return field == number && wireType == FIXED32;
  }

  /** The value as a number without a fixed size. */
  long number() {
    long value = 0;
    for (int i = valueEnd - 1; i >= valueStart; i--) {
      value = (value << 7) | (message[i] & 0x7f);
    }
    return value;
  }

  /** Whether the value is one byte, which is 1. */
  boolean isOne() {
    return valueEnd - valueStart == 1 && message[valueStart] == 1;
  }

  /** The value as bytes. */
  ByteBuffer bytes() {
    return ByteBuffer.wrap(message, valueStart, valueEnd - valueStart).slice();
  }

  /** The value as bytes of its own. */
  byte[] raw() {
    return Arrays.copyOfRange(message, valueStart, valueEnd);
  }

  /** The value as text. */
  String text() {
    return new String(message, valueStart, valueEnd - valueStart, StandardCharsets.UTF_8);
  }

  /** The value as a message. */
  WireReader message() {
    return new WireReader(message, valueStart, valueEnd);
  }

  /** Index of the field's first byte, its key included. */
  int fieldStart() {
    return fieldStart;
  }

  /** Index of the value's first byte. */
  int valueStart() {
    return valueStart;
  }

  /** Index behind the value. */
  int valueEnd() {
    return valueEnd;
  }
}
