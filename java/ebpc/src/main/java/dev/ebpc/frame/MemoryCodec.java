package dev.ebpc.frame;

import dev.ebpc.code.EbpcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Whole frames from memory to memory. Keeps writers and readers with their working memory for later
 * calls, so that with one thread no object is made in the long run. Thread-safe.
 */
public final class MemoryCodec {

  /** A writer and where it writes to. */
  private record Writing<S extends ByteSink>(S sink, FrameWriter writer) {
    Writing(S sink, Workers workers) {
      this(sink, new FrameWriter(sink, workers));
    }
  }

  /** A reader and where it reads from. */
  private record Reading(MemorySource source, FrameReader reader) {
    Reading(MemorySource source, Workers workers) {
      this(source, new FrameReader(source, workers));
    }
  }

  private final Workers workers;
  private final ArrayBlockingQueue<Writing<MemorySink>> toMemory;
  private final ArrayBlockingQueue<Writing<ArraySink>> toArrays;
  private final ArrayBlockingQueue<Reading> readings;

  /**
   * Makes a codec.
   *
   * @param workers who code
   */
  public MemoryCodec(Workers workers) {
    this.workers = workers;
    toMemory = new ArrayBlockingQueue<>(workers.poolSize());
    toArrays = new ArrayBlockingQueue<>(workers.poolSize());
    readings = new ArrayBlockingQueue<>(workers.poolSize());
  }

  /**
   * Writes a frame to memory.
   *
   * @param header header of the frame, with the number of words
   * @param words memory that holds the words from its start
   * @param target takes the frame from its start, apart from the words
   * @return bytes of the frame
   * @throws IllegalArgumentException if a word does not fit W bits
   * @throws IndexOutOfBoundsException if the memory has fewer words than the header says, or the
   *     frame does not fit the target
   */
  public long compress(FrameHeader header, MemorySegment words, MemorySegment target) {
    Writing<MemorySink> pooled = toMemory.poll();
    Writing<MemorySink> writing =
        pooled == null ? new Writing<>(new MemorySink(target), workers) : pooled;
    FrameWriter writer = writing.writer;
    try {
      writing.sink.restart(target);
      writer.startFrame(header);
      writer.write(words, 0, header.words());
      long bytes = writer.finish();
      writing.sink.restart(MemorySegment.NULL);
      writer.pause();
      toMemory.offer(writing);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    } catch (RuntimeException | Error e) {
      writer.close();
      throw e;
    }
  }

  /**
   * Writes a frame to an array of its length.
   *
   * @param header header of the frame, with the number of words
   * @param words memory that holds the words from its start
   * @return the frame
   * @throws IllegalArgumentException if a word does not fit W bits, or the frame is too long for an
   *     array
   * @throws IndexOutOfBoundsException if the memory has fewer words than the header says
   */
  public byte[] compress(FrameHeader header, MemorySegment words) {
    Writing<ArraySink> pooled = toArrays.poll();
    Writing<ArraySink> writing = pooled == null ? new Writing<>(new ArraySink(), workers) : pooled;
    FrameWriter writer = writing.writer;
    try {
      writer.startFrame(header);
      writer.write(words, 0, header.words());
      writer.finish();
      byte[] frame = writing.sink.take();
      writer.pause();
      toArrays.offer(writing);
      return frame;
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    } catch (RuntimeException | Error e) {
      writer.close();
      throw e;
    }
  }

  /**
   * Reads the only frame of memory into other memory.
   *
   * @param frame memory that holds one frame and nothing else
   * @param target takes the words from its start
   * @param maxDecompressedSize most bytes that the words may take, or {@link FrameReader#NO_LIMIT}
   * @return words of the frame
   * @throws IllegalArgumentException if the target is read-only or overlaps the frame
   * @throws IndexOutOfBoundsException if the words do not fit the target
   * @throws EbpcException if the frame is not as it should be
   */
  public long decompress(MemorySegment frame, MemorySegment target, long maxDecompressedSize) {
    Reading pooled = readings.poll();
    Reading reading = pooled == null ? new Reading(new MemorySource(frame), workers) : pooled;
    FrameReader reader = reading.reader;
    try {
      reading.source.restart(frame);
      reader.restart(maxDecompressedSize);
      reader.requireOnly();
      FrameHeader header = reader.header();
      long words = header.wordsKnown() ? header.words() : reader.totalWords();
      requireRoom(words, target.byteSize() / header.elementBytes());
      reader.read(target, 0, words);
      reader.nextFrame();
      reading.source.restart(MemorySegment.NULL);
      reader.pause();
      readings.offer(reading);
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    } catch (RuntimeException | Error e) {
      reader.close();
      throw e;
    }
  }

  private static void requireRoom(long words, long room) {
    if (words > room) {
      throw new IndexOutOfBoundsException(
          "a frame of " + words + " words does not fit a target for " + room);
    }
  }
}
