package dev.ebpc.tools.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The threads of a benchmark: they begin a job together, and it ends with the last of them. */
final class Team implements AutoCloseable {

  /** The part of one thread. */
  interface Part {
    /** Does the part of a thread, from 0. */
    void run(int thread);
  }

  private final int threads;
  private final ExecutorService executor;
  private final CyclicBarrier start;

  Team(int threads) {
    this.threads = threads;
    executor = Executors.newFixedThreadPool(threads);
    start = new CyclicBarrier(threads);
  }

  int threads() {
    return threads;
  }

  /** Does a job; a failure of any thread is thrown here. */
  void run(Part part) {
    List<Future<?>> parts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      parts.add(
          executor.submit(
              () -> {
                await();
                part.run(thread);
              }));
    }
    try {
      for (Future<?> one : parts) {
        one.get();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause().getMessage(), failed.getCause());
    }
  }

  private void await() {
    try {
      start.await();
    } catch (InterruptedException | BrokenBarrierException stopped) {
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
