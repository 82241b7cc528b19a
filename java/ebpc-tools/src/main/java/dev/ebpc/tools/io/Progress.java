package dev.ebpc.tools.io;

import java.io.Closeable;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that shows how far a long job is; it appears after a second, and only on a terminal. */
public final class Progress implements Closeable {
  /** System property by which the launcher tells that standard error is a terminal. */
  private static final String TERMINAL = "dev.ebpc.terminal";

  private static final long PATIENCE_NANOS = 1_000_000_000;
  private static final long MIB = 1 << 20;
  private static final long SECOND = 1000;

  private final Console console;
  private final String task;
  private final long total;
  private final String unit;
  private final long unitSize;
  private final boolean wanted;
  private final long started = System.nanoTime();
  private ProgressBar bar;
  private long done;

  /**
   * Starts to watch a job.
   *
   * @param console where the bar goes
   * @param task what is done, in a word or two
   * @param bytes bytes to be done, -1 if unknown
   * @param allowed whether the user wants a bar at all
   */
  public Progress(Console console, String task, long bytes, boolean allowed) {
    this(console, task, bytes, " MiB", MIB, allowed);
  }

  private Progress(
      Console console, String task, long total, String unit, long unitSize, boolean allowed) {
    this.console = console;
    this.task = task;
    this.total = total;
    this.unit = unit;
    this.unitSize = unitSize;
    this.wanted = allowed && Boolean.getBoolean(TERMINAL);
  }

  /** Starts to watch a job that takes a time known beforehand; its steps are milliseconds. */
  public static Progress ofSeconds(Console console, String task, double seconds, boolean allowed) {
    return new Progress(console, task, (long) (seconds * SECOND), " s", SECOND, allowed);
  }

  /** Tells that more bytes, or milliseconds, are done. */
  public void step(long more) {
    done += more;
    if (bar == null && wanted && System.nanoTime() - started > PATIENCE_NANOS) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .setUnit(unit, unitSize)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new ConsoleProgressBarConsumer(console.err()))
              .build();
    }
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  /** Takes the bar away; to be called before anything else is printed. */
  public void end() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public void close() {
    end();
  }
}
