package dev.ebpc.frame;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Batches in flight: handed out in order, worked on by several threads, taken back in order.
 *
 * <p>There may be more batches in flight than threads at work, so that nobody is idle while the
 * calling thread is busy with a batch of its own. Memory is bounded by the number of batches in
 * flight. Used by one thread; those of the executor see the batches in flight under the lock.
 */
final class Pipeline<J extends BatchJob> implements AutoCloseable {
  /** Never started: stands for every thread but the calling one. */
  private static final Thread ANY_OTHER_THREAD = new Thread("stands for any thread");

  private final Executor executor;
  private final Runnable help = this::help;
  private final int helpers;
  private final int capacity;
  private final Queue<J> idle;
  private final Supplier<J> maker;
  private final List<J> ring;
  private int oldest;
  private int inFlight;

  /** Threads of the executor that are at work. */
  private int helping;

  /**
   * Makes an empty pipeline.
   *
   * @param executor runs jobs beside the calling thread; null if there is only that
   * @param helpers most threads of the executor at work
   * @param capacity batches in flight
   * @param idle pool that jobs are borrowed from
   * @param maker makes jobs when the pool is empty
   */
  Pipeline(Executor executor, int helpers, int capacity, Queue<J> idle, Supplier<J> maker) {
    this.executor = executor;
    this.helpers = helpers;
    this.capacity = capacity;
    this.idle = idle;
    this.maker = maker;
    ring = new ArrayList<>(capacity);
  }

  boolean isFull() {
    return inFlight == capacity;
  }

  boolean isEmpty() {
    return inFlight == 0;
  }

  /** The job for the next batch, to be filled in and submitted; not to be called when full. */
  J next() {
    int at = (oldest + inFlight) % capacity;
    if (at == ring.size()) {
      J pooled = idle.poll();
      add(pooled == null ? maker.get() : pooled);
    }
    return ring.get(at);
  }

  private synchronized void add(J job) {
    ring.add(job);
  }

  /**
   * Sends the job of {@link #next} on its way.
   *
   * @param memory what the job works on: where only the calling thread can reach it, that thread
   *     does the job
   */
  void submit(MemorySegment memory) {
    boolean shared = executor != null && memory.isAccessibleBy(ANY_OTHER_THREAD);
    next().queue(shared);
    moveOn(0, 1);
    if (shared) {
      try {
        executor.execute(help);
      } catch (RejectedExecutionException e) {
        // The thread that takes the job will find it undone and do it.
        return;
      }
    }
  }

  private synchronized void moveOn(int done, int begun) {
    oldest = (oldest + done) % capacity;
    inFlight += begun - done;
  }

  /** What a thread of the executor does: one job after the other while there are any. */
  private void help() {
    if (!startHelping()) {
      return;
    }
    for (J job = queuedJob(); job != null; job = queuedJob()) {
      job.run();
    }
  }

  private synchronized boolean startHelping() {
    if (helping == helpers) {
      return false;
    }
    helping++;
    return true;
  }

  /** The oldest job that nobody has begun; null if there is none, and the helper is off work. */
  private synchronized J queuedJob() {
    for (int i = 0; i < inFlight; i++) {
      J job = ring.get((oldest + i) % capacity);
      if (job.isOffered()) {
        return job;
      }
    }
    helping--;
    return null;
  }

  /** Takes back the oldest batch, throwing what its work threw. */
  J take() {
    J job = ring.get(oldest);
    for (int i = 0; i < inFlight && !job.isDone(); i++) {
      ring.get((oldest + i) % capacity).run();
    }
    job.await();
    moveOn(1, 0);
    job.requireSuccess();
    return job;
  }

  /** Takes back all batches; the oldest failure wins. */
  void takeAll() {
    while (!isEmpty()) {
      take();
    }
  }

  /** Waits for all batches in flight, whatever becomes of them. */
  void settle() {
    while (!isEmpty()) {
      J job = ring.get(oldest);
      job.run();
      job.await();
      moveOn(1, 0);
    }
  }

  /** Lets go of the caller's memory, but keeps the working memory. */
  void forget() {
    for (int i = 0; i < ring.size(); i++) {
      ring.get(i).forget();
    }
  }

  /** Waits for all batches in flight and gives the working memory back. */
  @Override
  public void close() {
    settle();
    for (J job : ring) {
      job.forget();
      idle.offer(job);
    }
    clear();
  }

  private synchronized void clear() {
    ring.clear();
    oldest = 0;
  }
}
