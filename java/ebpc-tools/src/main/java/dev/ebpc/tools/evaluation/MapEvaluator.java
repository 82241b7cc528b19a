package dev.ebpc.tools.evaluation;

import dev.ebpc.tools.maps.MapInfo;
import dev.ebpc.tools.maps.MapSink;
import dev.ebpc.tools.rivals.Rival;
import dev.ebpc.tools.rivals.RivalStatus;
import dev.ebpc.tools.rivals.Rivals;
import dev.ebpc.tools.tensor.FileFailures;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Counts maps in parallel. Takes no more of them at a time than there are threads to count them and
 * one more each, so that memory stays bounded. To be used by one thread.
 */
public final class MapEvaluator implements MapSink, Closeable {
  private record Started(MapInfo info, Future<MapEvaluation> outcome) {}

  private final ExecutorService threads;
  private final Semaphore room;
  private final List<RivalStatus> compressors;
  private final List<Started> started = new ArrayList<>();

  /**
   * Starts the threads.
   *
   * @param threadCount how many, at least 1
   * @param compressors names of general-purpose compressors to run as well
   */
  public MapEvaluator(int threadCount, List<String> compressors) {
    this.compressors = compressors.stream().map(Rivals::named).toList();
    threads = Executors.newFixedThreadPool(threadCount);
    room = new Semaphore(2 * threadCount);
  }

  @Override
  public void accept(MapInfo info, long[] shape, byte[] containers) {
    room.acquireUninterruptibly();
    Future<MapEvaluation> outcome =
        threads.submit(
            () -> {
              try {
                return evaluate(info, containers, compressors);
              } finally {
                room.release();
              }
            });
    started.add(new Started(info, outcome));
  }

  /**
   * Counts one map.
   *
   * @param containers its words, at least one
   * @param compressors what to run as well
   * @throws IllegalArgumentException if a word does not fit W bits
   */
  static MapEvaluation evaluate(MapInfo info, byte[] containers, List<RivalStatus> compressors) {
    Counts counts = MapCounter.count(info, containers);
    Map<String, Long> compressedBits = new LinkedHashMap<>();
    for (RivalStatus status : compressors) {
      try (Rival rival = status.open(info.format().containerBytes())) {
        byte[] target = new byte[rival.maxCompressedLength(containers.length)];
        compressedBits.put(
            status.name(), 8L * rival.compress(containers, containers.length, target));
      }
    }
    return new MapEvaluation(info, counts.withCompressors(compressedBits));
  }

  /**
   * Waits for all maps.
   *
   * @param failures told of maps that cannot be counted
   * @return what was counted, in the order the maps came
   */
  public List<MapEvaluation> results(FileFailures failures) throws IOException {
    List<MapEvaluation> results = new ArrayList<>();
    for (Started one : started) {
      try {
        results.add(outcome(one.outcome));
      } catch (IllegalArgumentException unfit) {
        failures.tell(one.info.file(), unfit);
      }
    }
    return results;
  }

  private static MapEvaluation outcome(Future<MapEvaluation> one) throws IOException {
    try {
      return one.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw new IOException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
