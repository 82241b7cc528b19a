package dev.ebpc.frame;

import dev.ebpc.engine.Engine;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;

/**
 * Who codes the batches of frames: an engine, the threads it runs on, and working memory.
 *
 * <p>Thread-safe, to be shared by any number of frames. Working memory (some three batches each
 * way) is pooled, without thread locals, so that it serves virtual threads as well; the pool is
 * bounded. Nothing is to be closed: no thread is owned.
 */
public final class Workers {
  private final Engine engine;
  private final Threads threads;
  private final ArrayBlockingQueue<EncodeJob> encodeJobs;
  private final ArrayBlockingQueue<DecodeJob> decodeJobs;

  private Workers(Engine engine, Threads threads) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.threads = threads;
    int pooled = poolSize();
    encodeJobs = new ArrayBlockingQueue<>(pooled);
    decodeJobs = new ArrayBlockingQueue<>(pooled);
  }

  /**
   * The calling thread and, beside it, the JVM's common pool. Memory that only the calling thread
   * can reach is worked on by that thread alone.
   *
   * @param engine codes the batches
   * @param threads most threads at work on one frame, at least 1; with 1 only the calling one
   * @return the workers
   * @throws IllegalArgumentException if there are less than one
   */
  public static Workers ofThreads(Engine engine, int threads) {
    return new Workers(engine, Threads.ofCount(threads));
  }

  /**
   * The calling thread and, beside it, the threads of an executor. Work that the executor refuses
   * or leaves lying is done by the calling thread, as is work on memory that only it can reach.
   *
   * @param engine codes the batches
   * @param executor runs the batches
   * @param batchesInFlight most batches of one frame at a time, at least 1
   * @return the workers
   * @throws IllegalArgumentException if there is less than one
   */
  public static Workers ofExecutor(Engine engine, Executor executor, int batchesInFlight) {
    return new Workers(engine, Threads.ofExecutor(executor, batchesInFlight));
  }

  /** The engine that codes the batches. */
  public Engine engine() {
    return engine;
  }

  /** Most batches of one frame that are worked on, or wait for it, at a time. */
  public int batchesInFlight() {
    return threads.batchesInFlight();
  }

  Threads threads() {
    return threads;
  }

  /** How many of a kind are worth keeping for later. */
  int poolSize() {
    return Math.max(threads.batchesInFlight(), Runtime.getRuntime().availableProcessors());
  }

  EncodeJob borrowEncodeJob() {
    EncodeJob pooled = encodeJobs.poll();
    return pooled == null ? new EncodeJob(engine) : pooled;
  }

  void giveBack(EncodeJob job) {
    job.forget();
    encodeJobs.offer(job);
  }

  DecodeJob borrowDecodeJob() {
    DecodeJob pooled = decodeJobs.poll();
    return pooled == null ? new DecodeJob(engine) : pooled;
  }

  void giveBack(DecodeJob job) {
    job.forget();
    decodeJobs.offer(job);
  }
}
