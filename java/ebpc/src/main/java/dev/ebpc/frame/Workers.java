package dev.ebpc.frame;

import dev.ebpc.code.EbpcException;
import dev.ebpc.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * Who codes the batches of frames: an engine, the threads it runs on, and their working memory.
 *
 * <p>Thread-safe, to be shared by any number of frames. Working memory (some three batches each
 * way) is pooled, without thread locals, so that it serves virtual threads as well; the pool is
 * bounded. Nothing is to be closed: no thread is owned.
 */
public final class Workers {
  /** With one for each, a thread that is done waits for the caller, who is busy with its own. */
  private static final int BATCHES_PER_THREAD = 2;

  private final Engine engine;
  private final Executor executor;
  private final int helpers;
  private final int batchesInFlight;
  private final ArrayBlockingQueue<BatchEncoder> encoders;
  private final ArrayBlockingQueue<BatchDecoder> decoders;
  private final ArrayBlockingQueue<FrameWriter> writers;
  private final ArrayBlockingQueue<FrameReader> readers;

  private Workers(Engine engine, Executor executor, int helpers, int batchesInFlight) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.executor = executor;
    this.helpers = helpers;
    this.batchesInFlight = batchesInFlight;
    int pooled = Math.max(batchesInFlight, Runtime.getRuntime().availableProcessors());
    encoders = new ArrayBlockingQueue<>(pooled);
    decoders = new ArrayBlockingQueue<>(pooled);
    writers = new ArrayBlockingQueue<>(pooled);
    readers = new ArrayBlockingQueue<>(pooled);
  }

  /**
   * The calling thread and, beside it, the JVM's common pool.
   *
   * @param engine codes the batches
   * @param threads most threads at work on one frame, at least 1; with 1 only the calling one
   * @return the workers
   * @throws IllegalArgumentException if there are less than one
   */
  public static Workers ofThreads(Engine engine, int threads) {
    requirePositive("threads", threads);
    if (threads == 1) {
      return new Workers(engine, null, 0, 1);
    }
    int batches = Math.multiplyExact(BATCHES_PER_THREAD, threads);
    return new Workers(engine, ForkJoinPool.commonPool(), threads - 1, batches);
  }

  /**
   * The calling thread and, beside it, the threads of an executor. Work that the executor refuses
   * or leaves lying is done by the calling thread.
   *
   * @param engine codes the batches
   * @param executor runs the batches
   * @param batchesInFlight most batches of one frame at a time, at least 1
   * @return the workers
   * @throws IllegalArgumentException if there is less than one
   */
  public static Workers ofExecutor(Engine engine, Executor executor, int batchesInFlight) {
    requirePositive("batches in flight", batchesInFlight);
    Objects.requireNonNull(executor, "executor");
    return new Workers(engine, executor, batchesInFlight, batchesInFlight);
  }

  /** The engine that codes the batches. */
  public Engine engine() {
    return engine;
  }

  /** Most batches of one frame that are worked on, or wait for it, at a time. */
  public int batchesInFlight() {
    return batchesInFlight;
  }

  /**
   * Writes a whole frame from memory to memory; with one thread no object is made in the long run.
   *
   * @param header header of the frame, with the number of words
   * @param words memory that holds the words from its start
   * @param target takes the frame from its start
   * @return bytes of the frame
   * @throws IllegalArgumentException if a word does not fit W bits, or words and target overlap
   * @throws IndexOutOfBoundsException if the memory has less words than the header says, or the
   *     frame does not fit the target
   */
  public long compress(FrameHeader header, MemorySegment words, MemorySegment target) {
    Overlap.refuse(words, target);
    FrameWriter pooled = writers.poll();
    FrameWriter writer = pooled == null ? new FrameWriter(new MemorySink(target), this) : pooled;
    try {
      writer.restart(target, header);
      writer.write(words, 0, header.words());
      long bytes = writer.finish();
      writer.rest();
      writers.offer(writer);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    } catch (RuntimeException | Error e) {
      writer.close();
      throw e;
    }
  }

  /**
   * Reads the only frame of memory into other memory; with one thread, and headers that do not
   * change from call to call, no object is made in the long run.
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
    Overlap.refuse(frame, target);
    FrameReader pooled = readers.poll();
    FrameReader reader = pooled == null ? new FrameReader(new MemorySource(frame), this) : pooled;
    try {
      reader.restart(frame, maxDecompressedSize);
      long words = reader.readOnly(target);
      reader.rest();
      readers.offer(reader);
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    } catch (RuntimeException | Error e) {
      reader.close();
      throw e;
    }
  }

  Pipeline<BatchEncoder> encoding() {
    return new Pipeline<>(
        executor, helpers, batchesInFlight, encoders, () -> new BatchEncoder(engine));
  }

  Pipeline<BatchDecoder> decoding() {
    return new Pipeline<>(
        executor, helpers, batchesInFlight, decoders, () -> new BatchDecoder(engine));
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, found " + value);
    }
  }
}
