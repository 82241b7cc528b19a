package dev.ebpc.frame;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Where a frame is written to. Counts the bytes. */
abstract class ByteSink {
  private long position;

  abstract void put(byte[] bytes, int length) throws IOException;

  /** Bytes written so far. */
  final long position() {
    return position;
  }

  /** Writes the first length bytes of an array. */
  final void write(byte[] bytes, int length) throws IOException {
    put(bytes, length);
    position += length;
  }

  /** Writes to a stream. */
  static ByteSink of(OutputStream out) {
    return new ByteSink() {
      @Override
      void put(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
      }
    };
  }

  /** Writes to a channel in blocking mode. */
  static ByteSink of(WritableByteChannel out) {
    return new ByteSink() {
      @Override
      void put(byte[] bytes, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
      }
    };
  }

  /** Writes to memory, from its start. */
  static ByteSink of(MemorySegment memory) {
    return new ByteSink() {
      @Override
      void put(byte[] bytes, int length) {
        if (length > memory.byteSize() - position()) {
          throw new IndexOutOfBoundsException(
              "the frame needs more than the "
                  + memory.byteSize()
                  + " bytes that its destination has");
        }
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, position(), length);
      }
    };
  }
}
