package dev.ebpc.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.ebpc.engine.Engines;
import dev.ebpc.tools.bench.Codec;
import dev.ebpc.tools.bench.Codecs;
import dev.ebpc.tools.bench.Contender;
import dev.ebpc.tools.bench.Workload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What several threads gain: frames of 16 MiB by one thread, by several that share a frame, and by
 * several with a frame each, which is all that the machine has to give. The three take turns, so
 * that ratios of one round can be trusted.
 */
public final class ScalingProbe {
  private static final int FRAME_BYTES = 16 << 20;
  private static final int WARM_UP = 10;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Contender alone;
  private final Contender shared;
  private final List<Contender> apart = new ArrayList<>();

  private ScalingProbe(String codec, Workload workload, int threads) {
    Codec one = Codecs.frame(codec, false, 1);
    alone = one.maker().make(workload);
    shared = Codecs.frame(codec, false, threads).maker().make(workload);
    for (int i = 0; i < threads; i++) {
      apart.add(one.maker().make(workload));
    }
  }

  /**
   * Gains of one direction.
   *
   * @param gigabytesPerSecond of words, one thread
   * @param shared times as fast with threads that share a frame; median of rounds
   * @param apart times as fast, all together, with threads that have a frame each
   * @param busy threads that had work while they shared frames: time of processors over time
   */
  record Gain(double gigabytesPerSecond, double shared, double apart, double busy) {}

  /**
   * Measures and prints.
   *
   * @param arguments name of the codec (default: the best engine), threads (2), rounds (15)
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String named = arguments.length > 0 ? arguments[0] : Engines.AUTO;
    String codec = Main.orExit(() -> Codecs.frame(named, false, 1)).name();
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 15;
    Workload workload = BenchmarkData.sized(FRAME_BYTES);
    print("encode", codec, threads, measure(codec, workload, threads, rounds, c -> c.encode(0)));
    print("decode", codec, threads, measure(codec, workload, threads, rounds, Contender::decode));
  }

  private static void print(String direction, String codec, int threads, Gain gain) {
    System.out.printf(
        Locale.ROOT,
        "%s, %s: %.3f GB/s by 1 thread; %d threads: x %.2f sharing a frame (%.2f threads busy),"
            + " x %.2f with one each%n",
        codec,
        direction,
        gain.gigabytesPerSecond,
        threads,
        gain.shared,
        gain.busy,
        gain.apart);
  }

  /** Measures one direction. */
  static Gain measure(
      String codec, Workload workload, int threads, int rounds, Consumer<Contender> work)
      throws InterruptedException {
    ScalingProbe probe = new ScalingProbe(codec, workload, threads);
    probe.all().forEach(contender -> contender.encode(0));
    double[] one = new double[rounds];
    double[] gainShared = new double[rounds];
    double[] gainApart = new double[rounds];
    double[] busy = new double[rounds];
    for (int round = -WARM_UP; round < rounds; round++) {
      double nanosAlone = nanos(() -> work.accept(probe.alone));
      long processors = PROCESS.getProcessCpuTime();
      double nanosShared = nanos(() -> work.accept(probe.shared));
      processors = PROCESS.getProcessCpuTime() - processors;
      double nanosApart = probe.nanosApart(work);
      if (round >= 0) {
        one[round] = workload.pieces().get(0).bytes() / nanosAlone;
        gainShared[round] = nanosAlone / nanosShared;
        busy[round] = processors / nanosShared;
        gainApart[round] = threads * nanosAlone / nanosApart;
      }
    }
    probe.all().forEach(contender -> requireRestored(contender));
    probe.all().forEach(Contender::close);
    return new Gain(median(one), median(gainShared), median(gainApart), median(busy));
  }

  private List<Contender> all() {
    List<Contender> all = new ArrayList<>(apart);
    all.add(alone);
    all.add(shared);
    return all;
  }

  private double nanosApart(Consumer<Contender> work) throws InterruptedException {
    List<Thread> helpers = new ArrayList<>();
    long start = System.nanoTime();
    for (Contender contender : apart.subList(1, apart.size())) {
      helpers.add(Thread.ofPlatform().start(() -> work.accept(contender)));
    }
    work.accept(apart.get(0));
    for (Thread helper : helpers) {
      helper.join();
    }
    return System.nanoTime() - start;
  }

  private static double nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  private static void requireRestored(Contender contender) {
    contender.decode();
    if (!contender.restored()) {
      throw new IllegalStateException("a frame does not come back as it was");
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
