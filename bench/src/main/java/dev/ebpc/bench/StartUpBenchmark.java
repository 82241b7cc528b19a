package dev.ebpc.bench;

import dev.ebpc.tools.bench.Codec;
import dev.ebpc.tools.bench.Codecs;
import dev.ebpc.tools.bench.Contender;
import dev.ebpc.tools.bench.Piece;
import dev.ebpc.tools.bench.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Start-up of a codec: how long it works, and through how many bytes, before it has reached 80 % of
 * the speed that it has ten seconds later. Every measurement is a JVM of its own; the time that JMH
 * reports is that of the whole run and says nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(3)
public class StartUpBenchmark {
  private static final int PIECE_BYTES = 1 << 16;

  /** Set by {@link Main} to the codecs that run here. */
  @Param("scalar")
  public String codec;

  /** How long an engine is watched. */
  @Param("10")
  public int seconds;

  private final List<Contender> contenders = new ArrayList<>();

  /** What a run found out. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Start {
    /** Milliseconds of work up to 80 % of the final speed. */
    public long milliseconds;

    /** Kibibytes of words worked through until then. */
    public long kibibytes;

    /** Microseconds of the very first piece, 64 KiB. */
    public long firstPieceMicroseconds;
  }

  @Setup
  public void open() throws IOException {
    Codec measured = Codecs.frame(codec, false, 1);
    Workload workload = BenchmarkData.sized(PIECE_BYTES);
    for (Piece piece : workload.pieces()) {
      contenders.add(measured.maker().make(new Workload(List.of(piece), 1)));
    }
  }

  @Benchmark
  public void encode(Start start) {
    watch(start, contender -> contender.encode(0));
  }

  /** Every piece is compressed once before the first is decoded. */
  @Benchmark
  public void decode(Start start) {
    contenders.forEach(contender -> contender.encode(0));
    watch(start, Contender::decode);
  }

  private void watch(Start start, Consumer<Contender> work) {
    SpeedCurve curve = new SpeedCurve(PIECE_BYTES);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (int i = 0; System.nanoTime() < end; i++) {
      Contender contender = contenders.get(i % contenders.size());
      long began = System.nanoTime();
      work.accept(contender);
      curve.add(System.nanoTime() - began);
    }
    start.milliseconds = TimeUnit.NANOSECONDS.toMillis(curve.nanosUntilFast());
    start.kibibytes = curve.bytesUntilFast() >> 10;
    start.firstPieceMicroseconds = TimeUnit.NANOSECONDS.toMicros(curve.firstNanos());
  }

  @TearDown
  public void close() {
    contenders.forEach(Contender::close);
  }
}
