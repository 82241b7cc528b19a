package dev.ebpc.bench;

import dev.ebpc.Ebpc;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.Coder;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a call costs: 128 KiB of a real map in a heap array as tensors of some size, each in a call
 * of its own ({@code Alone}), all in one call ({@code Together}), or each as a frame ({@code
 * Frames}).
 *
 * <p>A native engine crosses over to C once in a call, and 128 KiB are the most that one call takes
 * there: {@code Together} is the speed of its kernels, and {@code Alone} over {@code Together} what
 * is left of it. An operation is all 128 KiB.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CallBenchmark {
  private static final int BYTES = 128 << 10;
  private static final NumberFormat FORMAT = NumberFormat.INT8;

  /** Set by {@link Main} to the engines that run here. */
  @Param("scalar")
  public String engine;

  /** Bytes of a tensor. */
  @Param({"64", "256", "1024", "4096", "16384", "65536"})
  public int size;

  private ChunkCoder coder;
  private Coder.Scratch scratch;
  private byte[] words;
  private byte[] restored;
  private MemorySegment source;
  private MemorySegment target;
  private int chunkWords;
  private EncodingBatch together;
  private DecodingBatch togetherBack;
  private EncodingBatch alone;
  private DecodingBatch aloneBack;
  private Ebpc frames;
  private FrameHeader header;
  private MemorySegment[] tensors;
  private MemorySegment[] restoredTensors;
  private MemorySegment[] rooms;
  private MemorySegment[] coded;

  /** Codes everything once in every way, so that there is something to be decoded. */
  @Setup
  public void open() throws IOException {
    if (size < 1 || BYTES % size != 0) {
      throw new IllegalArgumentException("no tensors of " + size + " bytes make " + BYTES);
    }
    Engine codec = Engines.named(engine);
    coder = (ChunkCoder) codec.coder(Profile.HARDWARE).orElseThrow();
    scratch = coder.newScratch();
    words = BenchmarkData.sized(BYTES).pieces().get(0).words();
    restored = new byte[BYTES];
    source = MemorySegment.ofArray(words);
    target = MemorySegment.ofArray(restored);
    chunkWords = Math.min(size, FrameHeader.DEFAULT_CHUNK_WORDS);
    together = new EncodingBatch();
    togetherBack = new DecodingBatch();
    alone = new EncodingBatch();
    aloneBack = new DecodingBatch();
    frames = Ebpc.builder().engine(codec).build();
    header = frames.header(FORMAT).words(size).build();
    cutTensors();
    encodeTogether(new Traffic());
    encodeFrames(new Traffic());
    togetherBack.of(together, target);
  }

  /** Makes a batch of some of the words, in chunks of tensors. */
  private EncodingBatch fill(EncodingBatch batch, long offset, int bytes) {
    CodeParameters parameters = CodeParameters.ofWordBits(FORMAT.wordBits());
    return batch.begin(parameters, FORMAT, source).cut(offset, bytes, chunkWords).reserve();
  }

  private void cutTensors() {
    int count = BYTES / size;
    tensors = new MemorySegment[count];
    restoredTensors = new MemorySegment[count];
    rooms = new MemorySegment[count];
    coded = new MemorySegment[count];
    for (int i = 0; i < count; i++) {
      tensors[i] = source.asSlice((long) i * size, size);
      restoredTensors[i] = target.asSlice((long) i * size, size);
      rooms[i] = MemorySegment.ofArray(new byte[Math.toIntExact(header.maxFrameBytes())]);
    }
  }

  @Benchmark
  public int encodeTogether(Traffic traffic) {
    coder.encodeChunks(fill(together, 0, BYTES), scratch);
    return count(traffic, codedBytes(together));
  }

  @Benchmark
  public int encodeAlone(Traffic traffic) {
    int bytes = 0;
    for (int tensor = 0; tensor < tensors.length; tensor++) {
      coder.encodeChunks(fill(alone, (long) tensor * size, size), scratch);
      bytes += codedBytes(alone);
    }
    return count(traffic, bytes);
  }

  @Benchmark
  public int encodeFrames(Traffic traffic) {
    int bytes = 0;
    for (int tensor = 0; tensor < tensors.length; tensor++) {
      long length = frames.compress(header, tensors[tensor], rooms[tensor]);
      if (coded[tensor] == null) {
        coded[tensor] = rooms[tensor].asSlice(0, length);
      }
      bytes += (int) length;
    }
    return count(traffic, bytes);
  }

  @Benchmark
  public int decodeTogether(Traffic traffic) {
    require(coder.decodeChunks(togetherBack, scratch));
    return count(traffic, codedBytes(together));
  }

  @Benchmark
  public int decodeAlone(Traffic traffic) {
    int chunks = size / chunkWords;
    for (int tensor = 0; tensor < tensors.length; tensor++) {
      aloneBack.of(together, tensor * chunks, chunks, target);
      require(coder.decodeChunks(aloneBack, scratch));
    }
    return count(traffic, codedBytes(together));
  }

  @Benchmark
  public int decodeFrames(Traffic traffic) {
    int bytes = 0;
    for (int tensor = 0; tensor < tensors.length; tensor++) {
      frames.decompress(coded[tensor], restoredTensors[tensor]);
      bytes += (int) coded[tensor].byteSize();
    }
    return count(traffic, bytes);
  }

  private static int codedBytes(EncodingBatch batch) {
    return batch.nextZnzStart(batch.count()) + batch.nextBpcStart(batch.count());
  }

  private static int count(Traffic traffic, int compressedBytes) {
    traffic.bytes += BYTES;
    traffic.compressedBytes += compressedBytes;
    return compressedBytes;
  }

  private void require(boolean accepted) {
    if (!accepted) {
      throw new IllegalStateException(engine + " rejects its own streams");
    }
  }

  /** Whether what was decoded last is what was coded. */
  boolean isRestored() {
    return source.mismatch(target) < 0;
  }

  /** Forgets what was decoded. */
  void forget() {
    target.fill((byte) 0x5A);
  }

  @TearDown(Level.Trial)
  public void check() {
    forget();
    decodeTogether(new Traffic());
    require(isRestored());
  }
}
