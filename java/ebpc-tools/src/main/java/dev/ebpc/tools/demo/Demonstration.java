package dev.ebpc.tools.demo;

import dev.ebpc.Ebpc;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Transmission;
import dev.ebpc.engine.Engine;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.tools.verify.TensorVerification;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The main job on real data: feature maps are compressed, checked with every engine, restored, and
 * compared with simpler methods.
 */
public final class Demonstration {
  /** Long enough for the JVM's compiler to have seen every loop. */
  private static final long WARM_UP_NANOS = 2_000_000_000;

  private final Ebpc codec;
  private final List<Engine> engines;

  /**
   * Prepares a demonstration.
   *
   * @param codec compresses, and is measured
   * @param engines are verified
   */
  public Demonstration(Ebpc codec, List<Engine> engines) {
    this.codec = codec;
    this.engines = engines;
  }

  /** Runs the codec over all maps until the JVM has compiled it. */
  public void warmUp(List<FeatureMap> maps) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < WARM_UP_NANOS) {
      for (FeatureMap map : maps) {
        Frame frame = new Frame(map);
        frame.encode();
        frame.decode();
      }
    }
  }

  /** Does the main job on one map. */
  public MapReport run(FeatureMap map) throws IOException {
    NumberFormat format = map.format();
    List<String> problems = new ArrayList<>();
    verify(map, problems);
    Transmission streams =
        codec.encodeTransmission(format, MemorySegment.ofArray(map.containers()));
    if (streams.znzBits() != map.znzBits() || streams.bpcBits() != map.bpcBits()) {
      problems.add(
          "streams of %d and %d bits, expected %d and %d"
              .formatted(streams.znzBits(), streams.bpcBits(), map.znzBits(), map.bpcBits()));
    }
    Frame frame = new Frame(map);
    frame.encode();
    frame.decode();
    if (!Arrays.equals(map.containers(), frame.restored)) {
      problems.add("the frame does not restore the words");
    }
    Baselines baselines = Baselines.of(map.containers(), format, format.wordBits());
    return new MapReport(
        map.words(),
        baselines.zeros(),
        map.containers().length,
        (long) map.words() * format.wordBits(),
        (long) streams.znzBits() + streams.bpcBits(),
        frame.length,
        baselines.zvcBits(),
        baselines.zeroRleBits(),
        Speed.seconds(frame::encode),
        Speed.seconds(frame::decode),
        problems.stream().map(problem -> map.layer() + ": " + problem).toList());
  }

  private void verify(FeatureMap map, List<String> problems) throws IOException {
    TensorVerification verification =
        new TensorVerification(
            engines,
            codec.parameters(map.format()),
            map.format(),
            FrameHeader.DEFAULT_CHUNK_WORDS,
            problems::add);
    verification.run(map.tensor(), bytes -> {});
  }

  /** A map, its frame and the words restored from it, in memory that is used again and again. */
  private final class Frame {
    private final FrameHeader header;
    private final MemorySegment words;
    private final MemorySegment memory;
    private final byte[] restored;
    private long length;

    Frame(FeatureMap map) {
      header = codec.header(map.format()).words(map.words()).build();
      words = MemorySegment.ofArray(map.containers());
      memory = MemorySegment.ofArray(new byte[Math.toIntExact(header.maxFrameBytes())]);
      restored = new byte[map.containers().length];
    }

    void encode() {
      length = codec.compress(header, words, memory);
    }

    void decode() {
      codec.decompress(memory.asSlice(0, length), MemorySegment.ofArray(restored));
    }
  }
}
