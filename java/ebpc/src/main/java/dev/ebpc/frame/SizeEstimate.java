package dev.ebpc.frame;

import dev.ebpc.batch.BatchFormat;
import java.lang.foreign.MemorySegment;

/**
 * About how long a frame will be, told from a few pieces of its words.
 *
 * @param wordBytes bytes of the words in memory
 * @param frameBytes bytes of the frame, header and heads of batches included
 * @param exact whether every word was coded, so that this is no estimate
 */
public record SizeEstimate(long wordBytes, long frameBytes, boolean exact) {

  /** Most pieces that are coded. */
  public static final int SAMPLES = 32;

  /**
   * Codes pieces that are spread evenly over the words, and scales.
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
    BatchFormat format = header.batches();
    int part = format.sampleWords();
    long count = words.byteSize() / size;
    long parts = Math.ceilDiv(count, part);
    long samples = Math.min(parts, SAMPLES);

    long sampledWords = 0;
    long sampledBytes = 0;
    EncodeJob job = workers.borrowEncodeJob().begin(format);
    for (long i = 0; i < samples; i++) {
      long first = (2 * i + 1) * parts / (2 * samples) * part;
      int taken = (int) Math.min(part, count - first);
      job.set(words, first * size, taken, first, true).work();
      sampledWords += taken;
      sampledBytes += job.recordBytes() - FrameBound.FIXED_RECORD_BYTES;
    }
    workers.giveBack(job);
    double share = samples == 0 ? 0 : (double) count / sampledWords;
    long batches = Math.ceilDiv(count, format.batchWords());
    long rest =
        header.encoded().byteSize()
            + batches * FrameBound.FIXED_RECORD_BYTES
            + FrameBound.endBytes(header, batches);
    long coded = Math.round(sampledBytes * share);
    return new SizeEstimate(words.byteSize(), rest + coded, samples == parts);
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
