package dev.ebpc.bench;

import dev.ebpc.model.Behaviour;
import dev.ebpc.model.HardwareParameters;
import dev.ebpc.model.data.Generator;
import dev.ebpc.model.run.DecoderJob;
import dev.ebpc.model.run.DecoderRun;
import dev.ebpc.model.run.EncoderJob;
import dev.ebpc.model.run.EncoderRun;
import dev.ebpc.model.run.ModelCodec;
import dev.ebpc.model.run.Streams;
import dev.ebpc.model.timing.DecoderTiming;
import dev.ebpc.model.timing.EncoderTiming;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The hardware model: simulated cycles and counted words per second, one transmission a call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ModelBenchmark {
  private static final int WORDS = 1 << 18;

  /** Share of zero words. */
  @Param({"0.0", "0.5", "0.9"})
  public double zeros;

  private int[] words;
  private EncoderJob encoderJob;
  private DecoderJob decoderJob;
  private EncoderTiming encoderTiming;
  private DecoderTiming decoderTiming;

  /** What a call did, per second. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Work {
    public long cycles;
    public long words;

    @Setup(Level.Iteration)
    public void reset() {
      cycles = 0;
      words = 0;
    }
  }

  /** Makes words and streams of W = 8, n = 8, R = 16, as published. */
  @Setup
  public void make() {
    HardwareParameters parameters = HardwareParameters.PUBLISHED;
    words = Generator.RELU.words(WORDS, zeros, parameters, 1);
    Streams streams = ModelCodec.streams(ModelCodec.encode(words, parameters.code()));
    encoderJob = EncoderJob.of(parameters, words).with(Behaviour.AS_PUBLISHED);
    decoderJob = DecoderJob.of(parameters, streams).with(Behaviour.AS_PUBLISHED);
    encoderTiming = new EncoderTiming(parameters);
    decoderTiming = new DecoderTiming(parameters);
  }

  @Benchmark
  public int encoderCycleLevel(Work work) {
    int cycles = new EncoderRun(encoderJob).run().inputCycles();
    work.cycles += cycles;
    work.words += WORDS;
    return cycles;
  }

  @Benchmark
  public int decoderCycleLevel(Work work) {
    int cycles = new DecoderRun(decoderJob).run().outputCycles();
    work.cycles += cycles;
    work.words += WORDS;
    return cycles;
  }

  @Benchmark
  public long encoderAnalytic(Work work) {
    long cycles = encoderTiming.cycles(words);
    work.cycles += cycles;
    work.words += WORDS;
    return cycles;
  }

  @Benchmark
  public long decoderAnalytic(Work work) {
    long cycles = decoderTiming.cycles(words);
    work.cycles += cycles;
    work.words += WORDS;
    return cycles;
  }
}
