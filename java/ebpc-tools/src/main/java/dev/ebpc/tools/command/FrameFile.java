package dev.ebpc.tools.command;

import dev.ebpc.code.EbpcException;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.frame.FrameReader;
import dev.ebpc.frame.Workers;
import dev.ebpc.tools.io.Console;
import dev.ebpc.tools.io.Input;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** An input of frames that is being read. */
final class FrameFile implements Closeable {
  private final InputStream in;
  private final FrameReader reader;

  FrameFile(Input input, Console console, Workers workers) throws IOException {
    in = input.open(console);
    try {
      reader = FrameReader.of(in, workers, FrameReader.NO_LIMIT);
    } catch (IOException | RuntimeException refused) {
      in.close();
      throw refused;
    }
  }

  /** What is done with a frame. */
  interface Action {
    void accept(FrameReader frame) throws IOException;
  }

  /** The header of the current frame. */
  FrameHeader header() {
    return reader.header();
  }

  /**
   * Does something with every frame.
   *
   * @return how many there are
   * @throws IOException also if a frame is bad in a file of several, telling which one
   */
  long forEach(Action action) throws IOException {
    boolean several = reader.header().anotherFollows();
    long frames = 0;
    try {
      do {
        action.accept(reader);
        frames++;
      } while (reader.nextFrame());
      return frames;
    } catch (EbpcException bad) {
      if (!several) {
        throw bad;
      }
      throw new IOException("frame " + frames + ", " + bad.getMessage(), bad);
    }
  }

  /** Bytes that its words will take, or -1 if nobody knows before they are read. */
  long expectedBytes() {
    FrameHeader header = header();
    return header.anotherFollows() ? -1 : header.dataBytes();
  }

  @Override
  public void close() throws IOException {
    reader.close();
    in.close();
  }
}
