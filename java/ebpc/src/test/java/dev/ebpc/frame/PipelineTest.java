package dev.ebpc.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class PipelineTest {
  private static final int BATCHES = 200;
  private static final int SHORT_NANOS = 1000;

  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final List<Thread> workers = new ArrayList<>();

  /** Notes who works on it, and how many work at the same time. */
  private final class Batch extends BatchJob {
    private int number;
    private int worked;

    @Override
    void work() {
      most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
      synchronized (workers) {
        workers.add(Thread.currentThread());
      }
      worked++;
      LockSupport.parkNanos(SHORT_NANOS);
      atWork.decrementAndGet();
    }

    @Override
    void forget() {}
  }

  private Pipeline<Batch> pipeline(Executor executor, int helpers, int capacity) {
    Queue<Batch> idle = new ArrayBlockingQueue<>(capacity);
    return new Pipeline<>(
        new Threads(executor, helpers, capacity), Batch::new, batch -> idle.add(batch));
  }

  private static void requireOrder(Pipeline<Batch> pipeline) {
    int sent = 0;
    for (int taken = 0; taken < BATCHES; taken++) {
      for (; sent < BATCHES && !pipeline.isFull(); sent++) {
        Batch batch = pipeline.next();
        batch.number = sent;
        batch.worked = 0;
        pipeline.submit(true);
      }
      Batch batch = pipeline.take();
      assertEquals(taken, batch.number);
      assertEquals(1, batch.worked);
    }
    assertTrue(pipeline.isEmpty());
  }

  @Test
  void moreBatchesThanThreadsWaitInOrder() {
    try (ExecutorService many = Executors.newFixedThreadPool(8)) {
      for (int capacity : new int[] {1, 2, 4, 7}) {
        requireOrder(pipeline(many, 1, capacity));
      }
    }
    assertTrue(most.get() <= 2, most + " at work, allowed are the caller and one helper");
    assertEquals(4 * BATCHES, workers.size());
  }

  @Test
  void helpersGoOnWhileTheCallerDoesNotTake() {
    try (ExecutorService many = Executors.newFixedThreadPool(2);
        Pipeline<Batch> pipeline = pipeline(many, 1, 4)) {
      List<Batch> sent = new ArrayList<>();
      while (!pipeline.isFull()) {
        sent.add(pipeline.next());
        pipeline.submit(true);
      }
      for (Batch batch : sent) {
        batch.await();
      }
      assertTrue(!workers.contains(Thread.currentThread()), "nobody took anything yet");
      pipeline.takeAll();
    }
  }

  @Test
  void anExecutorThatRefusesOrForgetsDelaysNothing() {
    requireOrder(pipeline(job -> {}, 3, 4));
    requireOrder(
        pipeline(
            job -> {
              throw new RejectedExecutionException("full");
            },
            3,
            4));
    assertEquals(1, workers.stream().distinct().count());
  }

  @Test
  void lateHelpersFindNothing() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    try (ExecutorService late = Executors.newFixedThreadPool(2)) {
      Pipeline<Batch> pipeline =
          pipeline(
              job ->
                  late.execute(
                      () -> {
                        awaitQuietly(closed);
                        job.run();
                      }),
              2,
              4);
      requireOrder(pipeline);
      pipeline.close();
      closed.countDown();
      late.shutdown();
      assertTrue(late.awaitTermination(10, TimeUnit.SECONDS));
    }
    assertEquals(BATCHES, workers.size());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
