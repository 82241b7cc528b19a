package dev.ebpc.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Batches in flight: handed out in order, worked on by several threads, taken back in order.
 *
 * <p>There may be more batches in flight than threads at work, so that nobody is idle while the
 * calling thread is busy with a batch of its own. Memory is bounded by the number of batches in
 * flight. Used by one thread; those of the executor see the batches in flight under the lock.
 */
final class Pipeline<J extends BatchJob> implements AutoCloseable {
  private final Threads threads;
  private final Runnable help = this::help;
  private final int capacity;
  private final Supplier<J> borrow;
  private final Consumer<J> giveBack;
  private final List<J> ring;
  private int oldest;
  private int inFlight;

  /** Threads of the executor that are at work. */
  private int helping;

  /**
   * Makes an empty pipeline.
   *
   * @param threads who work
   * @param borrow gives jobs out of a pool
   * @param giveBack takes them back
   */
  Pipeline(Threads threads, Supplier<J> borrow, Consumer<J> giveBack) {
    this.threads = threads;
    capacity = threads.batchesInFlight();
    this.borrow = borrow;
    this.giveBack = giveBack;
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
      add(borrow.get());
    }
    return ring.get(at);
  }

  private synchronized void add(J job) {
    ring.add(job);
  }

  /**
   * Sends the job of {@link #next} on its way.
   *
   * @param forAll whether any thread may do it, or only the calling one
   */
  void submit(boolean forAll) {
    next().queue(forAll);
    moveOn(0, 1);
    if (forAll) {
      try {
        threads.executor().execute(help);
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
    if (helping == threads.helpers()) {
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
    ring.forEach(giveBack);
    clear();
  }

  private synchronized void clear() {
    ring.clear();
    oldest = 0;
  }
}
