package dev.ebpc.frame;

/**
 * The work on one batch, done once by whoever comes first: a thread of the executor or the one that
 * waits for the outcome.
 *
 * <p>So a busy or refusing executor can delay nothing for ever, and a late run of a job that was
 * done long ago does nothing.
 */
abstract class BatchJob implements Runnable {
  private enum State {
    IDLE,
    QUEUED,
    RUNNING
  }

  private State state = State.IDLE;
  private boolean shared;
  private Throwable failure;

  /** Does the work. */
  abstract void work();

  /** Lets go of the caller's memory. */
  abstract void forget();

  /**
   * Offers the job to whoever runs it first.
   *
   * @param forAll whether threads of the executor may run it; else only the calling one
   */
  final synchronized void queue(boolean forAll) {
    state = State.QUEUED;
    shared = forAll;
    failure = null;
  }

  @Override
  public final void run() {
    if (!start()) {
      return;
    }
    Throwable thrown = null;
    try {
      work();
    } catch (Throwable e) {
      thrown = e;
    }
    finish(thrown);
  }

  /** Whether a thread of the executor may run it now. */
  final synchronized boolean isOffered() {
    return state == State.QUEUED && shared;
  }

  final synchronized boolean isDone() {
    return state == State.IDLE;
  }

  /** Waits until the job is done; not to be interrupted, for it works on the caller's memory. */
  final synchronized void await() {
    boolean interrupted = false;
    while (state != State.IDLE) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Throws what the work threw. */
  final synchronized void requireSuccess() {
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }

  private synchronized boolean start() {
    if (state != State.QUEUED) {
      return false;
    }
    state = State.RUNNING;
    return true;
  }

  private synchronized void finish(Throwable thrown) {
    failure = thrown;
    state = State.IDLE;
    notifyAll();
  }
}
