package dev.ebpc.frame;

import java.lang.foreign.MemorySegment;

/**
 * About how long a frame will be, told from a few of its chunks.
 *
 * @param wordBytes bytes of the words in memory
 * @param frameBytes bytes of the frame, header and directories included
 * @param exact whether every chunk was coded, so that this is no estimate
 */
public record SizeEstimate(long wordBytes, long frameBytes, boolean exact) {

  /** Most chunks that are coded. */
  public static final int SAMPLES = 32;

  /**
   * Codes chunks that are spread evenly over the words, and scales.
   *
   * @param header header of the frame; its word count is not asked for
   * @param words memory that holds the words and nothing else
   * @param workers one of whom codes
   * @return the estimate
   * @throws IllegalArgumentException if the memory does not hold whole words, or one of those that
   *     were looked at does not fit W bits
   */
  public static SizeEstimate of(FrameHeader header, MemorySegment words, Workers workers) {
    int size = header.elementBytes();
    if (words.byteSize() % size != 0) {
      throw new IllegalArgumentException(
          words.byteSize() + " bytes are not words of " + size + " bytes");
    }
    BatchLayout layout = header.layout();
    long count = words.byteSize() / size;
    long chunks = (count + layout.chunkWords() - 1) / layout.chunkWords();
    long samples = Math.min(chunks, SAMPLES);

    long sampledWords = 0;
    long sampledBytes = 0;
    try (Pipeline<BatchEncoder> pipeline = workers.encoding()) {
      BatchEncoder encoder = pipeline.next();
      for (long i = 0; i < samples; i++) {
        long first = (2 * i + 1) * chunks / (2 * samples) * layout.chunkWords();
        int part = (int) Math.min(layout.chunkWords(), count - first);
        encoder.set(header, layout, words, first * size, part, first);
        encoder.work();
        sampledWords += part;
        sampledBytes += encoder.recordBytes() - layout.overheadBytes(part);
      }
    }
    double share = samples == 0 ? 0 : (double) count / sampledWords;
    long streams = Math.round(sampledBytes * share);
    long rest = FrameBound.bytesWithoutStreams(header, count);
    return new SizeEstimate(words.byteSize(), rest + streams, samples == chunks);
  }

  /** Whether the frame is shorter than the words. */
  public boolean pays() {
    return frameBytes < wordBytes;
  }

  /** How many times shorter the frame is than the words; below 1 if it is longer. */
  public double ratio() {
    return (double) wordBytes / frameBytes;
  }
}
