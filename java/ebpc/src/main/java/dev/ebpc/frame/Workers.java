package dev.ebpc.frame;

import dev.ebpc.engine.Engine;
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
  private final Engine engine;
  private final Executor executor;
  private final int batchesInFlight;
  private final ArrayBlockingQueue<BatchEncoder> encoders;
  private final ArrayBlockingQueue<BatchDecoder> decoders;

  private Workers(Engine engine, Executor executor, int batchesInFlight) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.executor = executor;
    this.batchesInFlight = batchesInFlight;
    int pooled = Math.max(batchesInFlight, Runtime.getRuntime().availableProcessors());
    encoders = new ArrayBlockingQueue<>(pooled);
    decoders = new ArrayBlockingQueue<>(pooled);
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
    return new Workers(engine, threads == 1 ? null : ForkJoinPool.commonPool(), threads);
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
    return new Workers(engine, Objects.requireNonNull(executor, "executor"), batchesInFlight);
  }

  /** The engine that codes the batches. */
  public Engine engine() {
    return engine;
  }

  /** Most batches of one frame that are worked on at a time. */
  public int batchesInFlight() {
    return batchesInFlight;
  }

  Pipeline<BatchEncoder> encoding() {
    return new Pipeline<>(executor, batchesInFlight, encoders, () -> new BatchEncoder(engine));
  }

  Pipeline<BatchDecoder> decoding() {
    return new Pipeline<>(executor, batchesInFlight, decoders, () -> new BatchDecoder(engine));
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, found " + value);
    }
  }
}
