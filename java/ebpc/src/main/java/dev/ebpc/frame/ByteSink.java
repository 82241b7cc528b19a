package dev.ebpc.frame;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Where a frame is written to: hands out memory for the next bytes, and takes them when they are
 * there. Counts the bytes.
 */
abstract class ByteSink {
  private long position;

  /** Memory that takes the next bytes, from {@link #at} on. */
  abstract MemorySegment room(int bytes);

  /** Where in the memory of {@link #room} the next byte goes. */
  abstract long at();

  /** Takes bytes that were put into the memory of {@link #room}. */
  abstract void accept(int bytes) throws IOException;

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

  /** Takes bytes that were put into the memory of {@link #room}, and counts them. */
  final void wrote(int bytes) throws IOException {
    accept(bytes);
    position += bytes;
  }

  /** Writes all bytes of memory. */
  final void write(MemorySegment bytes) throws IOException {
    int length = Math.toIntExact(bytes.byteSize());
    MemorySegment.copy(bytes, 0, room(length), at(), length);
    wrote(length);
  }

  /** Writes the first bytes of an array. */
  final void write(byte[] bytes, int length) throws IOException {
    MemorySegment.copy(bytes, 0, room(length), ValueLayout.JAVA_BYTE, at(), length);
    wrote(length);
  }

  /** Writes to a stream. */
  static ByteSink of(OutputStream out) {
    return new Staging() {
      @Override
      void send(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
      }
    };
  }

  /** Writes to a channel in blocking mode. */
  static ByteSink of(WritableByteChannel out) {
    return new Staging() {
      @Override
      void send(byte[] bytes, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
      }
    };
  }

  /** A sink that is no memory: bytes wait in an array until they are complete. */
  private abstract static class Staging extends ByteSink {
    private byte[] bytes = {};
    private MemorySegment memory = MemorySegment.ofArray(bytes);

    abstract void send(byte[] bytes, int length) throws IOException;

    @Override
    final MemorySegment room(int length) {
      if (bytes.length < length) {
        bytes = new byte[length];
        memory = MemorySegment.ofArray(bytes);
      }
      return memory;
    }

    @Override
    final long at() {
      return 0;
    }

    @Override
    final void accept(int length) throws IOException {
      send(bytes, length);
    }
  }
}
