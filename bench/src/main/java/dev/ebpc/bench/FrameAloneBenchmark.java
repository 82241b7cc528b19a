package dev.ebpc.bench;

import dev.ebpc.Ebpc;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.CoderStatus;
import dev.ebpc.engine.Engine;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The frame as a stage of its own: checksums, directories and copies around kernels that do
 * nothing. The coder claims streams of 45 % of the words, as real maps have them, and leaves the
 * words of a decoded chunk as they are.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FrameAloneBenchmark {

  /** Bytes of a tensor. */
  @Param({"4096", "16384", "65536", "1048576"})
  public int size;

  private Ebpc codec;
  private MemorySegment words;
  private MemorySegment room;
  private MemorySegment frame;

  /** Claims to have coded and decoded. */
  private static final class Idle implements ChunkCoder {
    @Override
    public String engine() {
      return "idle";
    }

    @Override
    public int rank() {
      return SCALAR_RANK;
    }

    @Override
    public Scratch newScratch() {
      return new Scratch() {};
    }

    @Override
    public void encodeChunks(EncodingBatch batch, Scratch scratch) {
      for (int chunk = 0; chunk < batch.count(); chunk++) {
        int count = batch.wordCount(chunk);
        batch.done(chunk, count / 2, count * 6 / 10, 3 * count);
      }
    }

    @Override
    public boolean decodeChunks(DecodingBatch batch, Scratch scratch) {
      return true;
    }
  }

  private record IdleEngine(List<CoderStatus> coders) implements Engine {
    @Override
    public String name() {
      return "idle";
    }

    @Override
    public String description() {
      return "does nothing";
    }
  }

  /** Makes a tensor and a frame that claims to hold it. */
  @Setup
  public void open() {
    CoderStatus idle = CoderStatus.available(new Idle(), "does nothing");
    codec = Ebpc.builder().engine(new IdleEngine(List.of(idle))).build();
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    words = MemorySegment.ofArray(bytes);
    long most = codec.maxCompressedLength(NumberFormat.INT8, size);
    room = MemorySegment.ofArray(new byte[Math.toIntExact(most)]);
    frame = room.asSlice(0, codec.compress(NumberFormat.INT8, words, room));
  }

  /** Into memory. */
  @Benchmark
  public long encode(Traffic traffic) {
    long bytes = codec.compress(NumberFormat.INT8, words, room);
    traffic.bytes += size;
    traffic.compressedBytes += bytes;
    return bytes;
  }

  /** To a new array. */
  @Benchmark
  public int encodeToArray(Traffic traffic) {
    int bytes = codec.compress(NumberFormat.INT8, words).length;
    traffic.bytes += size;
    traffic.compressedBytes += bytes;
    return bytes;
  }

  /** Back into memory. */
  @Benchmark
  public long decode(Traffic traffic) {
    traffic.bytes += size;
    traffic.compressedBytes += frame.byteSize();
    return codec.decompress(frame, words);
  }
}
