package dev.ebpc.model.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts an encoder's output ports into transmissions, as a receiver does: at the last flags. */
public final class StreamSplitter {
  private final String name;
  private final Handshakes port;
  private final int[] words;
  private int next;

  private StreamSplitter(String name, Handshakes port) {
    this.name = name;
    this.port = port;
    words = port.words();
  }

  /**
   * What a decoder is to be offered for every transmission that an encoder delivered.
   *
   * @param job what was encoded
   * @param trace what came out
   * @return one element per transmission
   * @throws IllegalArgumentException if the last flags do not fit the transmissions, as is the case
   *     when the published encoder kept a word back
   */
  public static List<Streams> split(EncoderJob job, EncoderTrace trace) {
    StreamSplitter znz = new StreamSplitter("ZNZ", trace.znz());
    StreamSplitter bpc = new StreamSplitter("BPC", trace.bpc());
    List<Streams> all = new ArrayList<>();
    for (int[] words : job.transmissions()) {
      boolean hasBpc = Arrays.stream(words).anyMatch(word -> word != 0);
      all.add(new Streams(words.length, znz.take(), hasBpc ? bpc.take() : new int[0]));
    }
    znz.requireEnd();
    bpc.requireEnd();
    return all;
  }

  private int[] take() {
    int from = next;
    while (next < words.length) {
      next++;
      if (port.last(next - 1)) {
        return Arrays.copyOfRange(words, from, next);
      }
    }
    throw new IllegalArgumentException(
        "the " + name + " stream of a transmission has no last word");
  }

  private void requireEnd() {
    if (next != words.length) {
      throw new IllegalArgumentException("the " + name + " port delivered more than was encoded");
    }
  }
}
