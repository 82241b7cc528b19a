package dev.ebpc.frame;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** A source in which the next byte can be chosen. */
abstract class SeekableSource extends ByteSource {
  private long frameStart;

  /** Bytes of the whole input. */
  abstract long size() throws IOException;

  /** The next byte, counted from the start of the input. */
  abstract long cursor() throws IOException;

  /** Chooses the next byte, counted from the start of the input, at most size. */
  abstract void cursor(long next) throws IOException;

  @Override
  final long pass(long count) throws IOException {
    long passed = Math.clamp(size() - cursor(), 0, count);
    cursor(cursor() + passed);
    return passed;
  }

  @Override
  final void startFrame() throws IOException {
    super.startFrame();
    frameStart = cursor();
  }

  /** Chooses the next byte, counted from the frame's start. */
  final void seek(long position) throws IOException {
    cursor(frameStart + position);
    moved(position);
  }

  /** Bytes from the frame's start to the end of the input. */
  final long sizeFromFrame() throws IOException {
    return size() - frameStart;
  }

  /** Reads from a channel whose position the caller leaves alone meanwhile. */
  static SeekableSource of(SeekableByteChannel channel) {
    return new SeekableSource() {
      @Override
      int fill(byte[] target, int offset, int length) throws IOException {
        return readFrom(channel, target, offset, length);
      }

      @Override
      long size() throws IOException {
        return channel.size();
      }

      @Override
      long cursor() throws IOException {
        return channel.position();
      }

      @Override
      void cursor(long next) throws IOException {
        channel.position(next);
      }
    };
  }
}
