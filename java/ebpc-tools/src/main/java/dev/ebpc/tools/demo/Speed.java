package dev.ebpc.tools.demo;

import java.util.Arrays;

/**
 * Indicative speed of a job: the median of short loops on a machine that may be busy. Benchmarks
 * are another matter.
 */
final class Speed {
  private static final int SAMPLES = 9;
  private static final long SAMPLE_NANOS = 20_000_000;

  private Speed() {}

  /**
   * Measures a job that has been warmed up.
   *
   * @param job the job, done over and over
   * @return seconds of one run
   */
  static double seconds(Runnable job) {
    double[] samples = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      samples[i] = sample(job);
    }
    Arrays.sort(samples);
    return samples[SAMPLES / 2];
  }

  private static double sample(Runnable job) {
    long start = System.nanoTime();
    long runs = 0;
    long elapsed;
    do {
      job.run();
      runs++;
      elapsed = System.nanoTime() - start;
    } while (elapsed < SAMPLE_NANOS);
    return elapsed * 1e-9 / runs;
  }
}
