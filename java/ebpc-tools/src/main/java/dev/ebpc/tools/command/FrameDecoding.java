package dev.ebpc.tools.command;

import dev.ebpc.frame.FrameReader;
import dev.ebpc.frame.Workers;
import dev.ebpc.tools.io.Progress;
import java.io.IOException;

/** Decodes whole frames, one buffer after the other. */
final class FrameDecoding {

  /** Takes decoded words. */
  interface Sink {
    /** Takes whole words from the start of a buffer, which it may change. */
    void accept(byte[] words, int bytes) throws IOException;
  }

  private FrameDecoding() {}

  /** Decodes what is left of the current frame. */
  static void run(FrameReader frame, Workers workers, Progress progress, Sink sink)
      throws IOException {
    byte[] buffer = WorkerOptions.bufferFor(frame.header(), workers);
    int wordBytes = frame.header().elementBytes();
    int words;
    do {
      words = frame.read(buffer, 0, buffer.length / wordBytes);
      sink.accept(buffer, words * wordBytes);
      progress.step((long) words * wordBytes);
    } while (words == buffer.length / wordBytes);
  }
}
