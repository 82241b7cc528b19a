package dev.ebpc.bench;

import dev.ebpc.Ebpc;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How long calls of an engine keep the JVM from a safepoint: one thread codes and decodes tensors
 * of 64 MiB in heap arrays while another makes garbage and has it collected. Starts a JVM that logs
 * its safepoints, and sums up the log.
 */
public final class SafepointProbe {
  private static final int TENSOR_BYTES = 64 << 20;
  private static final int GARBAGE_BYTES = 1 << 20;
  private static final int PIECES_OF_GARBAGE = 16;

  /** Between collections; else the coder would hardly get a turn. */
  private static final long PAUSE_NANOS = 20_000_000;

  private static final String WORK = "work";

  private SafepointProbe() {}

  /**
   * Runs the probe.
   *
   * @param arguments name of the engine (default: the best), seconds (default: 10)
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 3 && arguments[0].equals(WORK)) {
      work(Main.engine(arguments[1]), Double.parseDouble(arguments[2]), TENSOR_BYTES);
      return;
    }
    String engine = arguments.length > 0 ? arguments[0] : Engines.AUTO;
    String seconds = arguments.length > 1 ? arguments[1] : "10";
    List<String> command = Main.javaCommand(List.of("-Xlog:safepoint", "-Xms1g", "-Xmx1g"));
    command.addAll(List.of(SafepointProbe.class.getName(), WORK, engine, seconds));
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    SafepointLog log = new SafepointLog();
    try (BufferedReader lines = child.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        if (!line.startsWith("[")) {
          System.out.println(line);
        }
      }
    }
    System.out.println(log);
    System.exit(child.waitFor());
  }

  /**
   * Codes and decodes beside a thread that makes garbage.
   *
   * @param seconds how long; at least one tensor each way
   * @param bytes bytes of the tensor
   * @return tensors done
   */
  static int work(Engine engine, double seconds, int bytes)
      throws IOException, InterruptedException {
    Ebpc codec = Ebpc.builder().engine(engine).build();
    byte[] words = BenchmarkData.sized(bytes).pieces().get(0).words();
    byte[] restored = new byte[bytes];
    MemorySegment source = MemorySegment.ofArray(words);
    MemorySegment target = MemorySegment.ofArray(restored);
    long most = codec.maxCompressedLength(NumberFormat.INT8, bytes);
    MemorySegment room = MemorySegment.ofArray(new byte[Math.toIntExact(most)]);
    Thread garbage = Thread.ofPlatform().daemon().start(SafepointProbe::litter);
    long end = System.nanoTime() + (long) (1e9 * seconds);
    int done = 0;
    do {
      long length = codec.compress(NumberFormat.INT8, source, room);
      codec.decompress(room.asSlice(0, length), target);
      done++;
    } while (System.nanoTime() < end);
    garbage.interrupt();
    garbage.join();
    if (source.mismatch(target) >= 0) {
      throw new IllegalStateException("the tensor does not come back as it was");
    }
    System.out.printf("%s: %d tensors of %d MiB each way%n", engine.name(), done, bytes >> 20);
    return done;
  }

  private static void litter() {
    List<byte[]> kept = new ArrayList<>();
    while (!Thread.currentThread().isInterrupted()) {
      kept.add(new byte[GARBAGE_BYTES]);
      if (kept.size() == PIECES_OF_GARBAGE) {
        kept.clear();
        System.gc();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
