package dev.ebpc.frame;

import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/** Where frames are read from, one byte after the other. Counts bytes from the frame's start. */
abstract class ByteSource {
  private static final int STEP = 1 << 16;

  private final byte[] one = new byte[1];
  private byte[] ignored = {};
  private long position;

  /** Reads as many bytes as there are, at most length; fewer only at the end of the input. */
  abstract int fill(byte[] target, int offset, int length) throws IOException;

  /** The memory that is read from; null if it is none. */
  MemorySegment memory() {
    return null;
  }

  /** Where the next byte lies in that memory. */
  long memoryAt() {
    throw new IllegalStateException("the input is no memory");
  }

  /** Requires that memory is none that is read from. */
  void requireApart(MemorySegment words) {}

  /** Whether the next bytes are known to be these; false where looking ahead is not possible. */
  boolean isNext(MemorySegment expected) {
    return false;
  }

  /**
   * Skips as many bytes as there are, at most count. Reads them, for streams of files skip beyond
   * their end without a word.
   */
  long pass(long count) throws IOException {
    if (ignored.length < Math.min(count, STEP)) {
      ignored = new byte[STEP];
    }
    long passed = 0;
    while (passed < count) {
      int wanted = (int) Math.min(count - passed, ignored.length);
      int found = fill(ignored, 0, wanted);
      passed += found;
      if (found < wanted) {
        break;
      }
    }
    return passed;
  }

  /** Bytes from the frame's start to the next byte. */
  final long position() {
    return position;
  }

  /** Lets the next byte be the first of a frame. */
  void startFrame() throws IOException {
    position = 0;
  }

  /** Notes that the next byte was chosen. */
  final void moved(long newPosition) {
    position = newPosition;
  }

  /** Reads exactly length bytes. */
  final void read(byte[] target, int offset, int length) throws IOException {
    int found = fill(target, offset, length);
    requireAll(found, length);
    position += length;
  }

  /** Skips exactly count bytes. */
  final void skip(long count) throws IOException {
    requireAll(pass(count), count);
    position += count;
  }

  /** Reads exactly length bytes in steps, so that a length that lies allocates little. */
  final byte[] readNew(int length) throws IOException {
    byte[] bytes = new byte[Math.min(length, STEP)];
    int done = 0;
    while (true) {
      read(bytes, done, bytes.length - done);
      done = bytes.length;
      if (done == length) {
        return bytes;
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * done));
    }
  }

  /** Requires that the input ends here. */
  final void requireEnd() throws IOException {
    if (fill(one, 0, 1) != 0) {
      throw new EbpcException(
          ErrorCode.TRAILING_DATA, Place.FRAME, -1, position, "expected the end of the input");
    }
  }

  private void requireAll(long found, long expected) {
    if (found < expected) {
      throw new EbpcException(
          ErrorCode.TRUNCATED,
          Place.FRAME,
          -1,
          position + found,
          "expected " + (expected - found) + " more bytes, found the end of the input");
    }
  }

  /** Reads from a stream. */
  static ByteSource of(InputStream in) {
    return new ByteSource() {
      @Override
      int fill(byte[] target, int offset, int length) throws IOException {
        return in.readNBytes(target, offset, length);
      }
    };
  }

  /** Reads from a channel in blocking mode. */
  static ByteSource of(ReadableByteChannel in) {
    return new ByteSource() {
      @Override
      int fill(byte[] target, int offset, int length) throws IOException {
        return readFrom(in, target, offset, length);
      }
    };
  }

  static int readFrom(ReadableByteChannel in, byte[] target, int offset, int length)
      throws IOException {
    ByteBuffer room = ByteBuffer.wrap(target, offset, length);
    while (room.hasRemaining() && in.read(room) >= 0) {
      // The channel may give less than there is room for.
    }
    return length - room.remaining();
  }
}
