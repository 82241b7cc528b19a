package dev.ebpc.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Batches in flight: handed out in order, worked on by several threads, taken back in order.
 *
 * <p>Memory is bounded by the number of batches in flight. Used by one thread.
 */
final class Pipeline<J extends BatchJob> implements AutoCloseable {
  private final Executor executor;
  private final int capacity;
  private final Queue<J> idle;
  private final Supplier<J> maker;
  private final List<J> ring;
  private int oldest;
  private int inFlight;

  /**
   * Makes an empty pipeline.
   *
   * @param executor runs jobs beside the calling thread; null if there is only that
   * @param capacity batches in flight
   * @param idle pool that jobs are borrowed from
   * @param maker makes jobs when the pool is empty
   */
  Pipeline(Executor executor, int capacity, Queue<J> idle, Supplier<J> maker) {
    this.executor = executor;
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
      ring.add(pooled == null ? maker.get() : pooled);
    }
    return ring.get(at);
  }

  /** Sends the job of {@link #next} on its way. */
  void submit() {
    J job = next();
    job.queue();
    inFlight++;
    if (executor != null) {
      try {
        executor.execute(job);
      } catch (RejectedExecutionException e) {
        // The thread that takes the job will find it undone and do it.
        return;
      }
    }
  }

  /** Takes back the oldest batch, throwing what its work threw. */
  J take() {
    J job = ring.get(oldest);
    for (int i = 0; i < inFlight && !job.isDone(); i++) {
      ring.get((oldest + i) % capacity).run();
    }
    job.await();
    oldest = (oldest + 1) % capacity;
    inFlight--;
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
    for (; inFlight > 0; inFlight--) {
      J job = ring.get(oldest);
      job.run();
      job.await();
      oldest = (oldest + 1) % capacity;
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
    ring.clear();
    oldest = 0;
  }
}
