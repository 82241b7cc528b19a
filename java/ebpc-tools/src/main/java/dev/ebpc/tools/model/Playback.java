package dev.ebpc.tools.model;

import dev.ebpc.Ebpc;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.model.Behaviour;
import dev.ebpc.model.rtl.Signals;
import dev.ebpc.model.run.CycleObserver;
import dev.ebpc.model.run.DecoderJob;
import dev.ebpc.model.run.DecoderRun;
import dev.ebpc.model.run.DecoderTrace;
import dev.ebpc.model.run.EncoderJob;
import dev.ebpc.model.run.EncoderRun;
import dev.ebpc.model.run.EncoderTrace;
import dev.ebpc.model.run.Handshakes;
import dev.ebpc.model.run.ModelCodec;
import dev.ebpc.model.run.Streams;
import dev.ebpc.tools.tensor.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Plays a tensor into the model of the hardware, cycle by cycle. The streams that the decoder gets
 * and that the encoder should deliver come from an engine.
 */
public final class Playback {
  private final HardwareTensor tensor;
  private final Stalls stalls;
  private final Behaviour behaviour;
  private final List<int[]> transmissions;
  private final List<Streams> streams;

  /**
   * Codes the tensor by an engine.
   *
   * @param tensor what to play
   * @param stalls who may act in which cycles
   * @param behaviour as published or corrected
   */
  public Playback(HardwareTensor tensor, Stalls stalls, Behaviour behaviour) {
    this.tensor = tensor;
    this.stalls = stalls;
    this.behaviour = behaviour;
    transmissions = tensor.transmissions();
    streams = new ArrayList<>();
    Ebpc codec = codec(tensor.parameters().code());
    NumberFormat format = Words.container(tensor.parameters().wordBits());
    for (int[] words : transmissions) {
      streams.add(
          ModelCodec.streams(codec.encodeTransmission(format, Words.containers(words, format))));
    }
  }

  private static Ebpc codec(CodeParameters code) {
    return Ebpc.builder()
        .wordBits(code.wordBits())
        .blockSize(code.blockSize())
        .maxZeroRun(code.maxZeroRun())
        .build();
  }

  /**
   * What a direction took.
   *
   * @param direction which
   * @param words words of the tensor
   * @param cycles encoder: first to last input handshake; decoder: first number of words to last
   *     word out; both ends included
   * @param faithful whether what came out is what should
   */
  public record Result(Direction direction, int words, long cycles, boolean faithful) {
    /** Cycles per word. */
    public double cyclesPerWord() {
      return (double) cycles / words;
    }
  }

  /** Transmissions of the tensor. */
  public int transmissions() {
    return transmissions.size();
  }

  /** Bits of all streams in whole words, as they lie in memory. */
  public long streamBits() {
    long wordsOfStreams = 0;
    for (Streams one : streams) {
      wordsOfStreams += one.znz().length + one.bpc().length;
    }
    return wordsOfStreams * tensor.parameters().wordBits();
  }

  /**
   * Runs one direction.
   *
   * @param direction which
   * @param observers makes what looks on from what can be seen, or null for nobody
   */
  public Result run(Direction direction, Function<Signals, CycleObserver> observers) {
    return direction == Direction.ENCODE ? encode(observers) : decode(observers);
  }

  private Result encode(Function<Signals, CycleObserver> observers) {
    EncoderRun run =
        new EncoderRun(
            new EncoderJob(
                tensor.parameters(),
                behaviour,
                transmissions,
                EncoderJob.Start.WHEN_IDLE,
                stalls.inputValid(),
                stalls.znzReady(),
                stalls.bpcReady()));
    EncoderTrace trace = run.run(observers.apply(run.signals()));
    boolean faithful = equal(trace.znz(), Streams::znz) && equal(trace.bpc(), Streams::bpc);
    return new Result(Direction.ENCODE, tensor.words().length, trace.inputCycles(), faithful);
  }

  private Result decode(Function<Signals, CycleObserver> observers) {
    DecoderRun run =
        new DecoderRun(
            new DecoderJob(
                tensor.parameters(),
                behaviour,
                streams,
                DecoderJob.Start.AFTER_NUM_WORDS,
                stalls.znzValid(),
                stalls.bpcValid(),
                stalls.outReady()));
    DecoderTrace trace = run.run(observers.apply(run.signals()));
    boolean faithful = Arrays.equals(trace.out().words(), tensor.words());
    return new Result(Direction.DECODE, tensor.words().length, trace.outputCycles(), faithful);
  }

  /** Whether a port delivered the streams of all transmissions with their last flags. */
  private boolean equal(Handshakes port, Function<Streams, int[]> words) {
    int at = 0;
    for (Streams one : streams) {
      int[] expected = words.apply(one);
      for (int i = 0; i < expected.length; i++, at++) {
        if (at == port.size()
            || port.word(at) != expected[i]
            || port.last(at) != (i == expected.length - 1)) {
          return false;
        }
      }
    }
    return at == port.size();
  }
}
