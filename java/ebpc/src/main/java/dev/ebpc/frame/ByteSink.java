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

  /** Requires that memory is none that is written to. */
  void requireApart(MemorySegment words) {}

  /** Bytes written so far. */
  final long position() {
    return position;
  }

  /** Counts from 0 again. */
  final void restart() {
    position = 0;
  }

  /** Writes the first length bytes of an array. */
  final void write(byte[] bytes, int length) throws IOException {
    put(bytes, length);
    position += length;
  }

  /** Writes all bytes of memory. */
  void write(MemorySegment bytes) throws IOException {
    write(bytes.toArray(ValueLayout.JAVA_BYTE), Math.toIntExact(bytes.byteSize()));
  }

  /** Notes bytes that were written without {@link #put}. */
  final void wrote(long bytes) {
    position += bytes;
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
}
