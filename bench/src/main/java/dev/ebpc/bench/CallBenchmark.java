package dev.ebpc.bench;

import dev.ebpc.Ebpc;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import dev.ebpc.frame.FrameHeader;
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

  private Engine codec;
  private Engine.Scratch scratch;
  private byte[] words;
  private byte[] restored;
  private MemorySegment source;
  private MemorySegment target;
  private ChunkBatch together;
  private ChunkBatch alone;
  private ChunkBatch aloneBack;
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
    codec = Engines.named(engine);
    scratch = codec.newScratch();
    words = BenchmarkData.sized(BYTES).pieces().get(0).words();
    restored = new byte[BYTES];
    source = MemorySegment.ofArray(words);
    target = MemorySegment.ofArray(restored);
    together = batch(BYTES);
    alone = batch(size);
    aloneBack = batch(size);
    frames = Ebpc.builder().engine(codec).build();
    header = frames.header(FORMAT).words(size).build();
    cutTensors();
    encodeTogether(new Traffic());
    encodeFrames(new Traffic());
    aloneBack.znz = together.znz;
    aloneBack.bpc = together.bpc;
  }

  /** A batch for a number of words in chunks of tensors. */
  private ChunkBatch batch(int bytes) {
    int chunkWords = Math.min(size, FrameHeader.DEFAULT_CHUNK_WORDS);
    ChunkBatch batch = new ChunkBatch(bytes / chunkWords);
    batch.parameters = CodeParameters.ofWordBits(FORMAT.wordBits());
    batch.format = FORMAT;
    batch.chunks = bytes / chunkWords;
    for (int chunk = 0; chunk < batch.chunks; chunk++) {
      batch.wordOffset[chunk] = (long) chunk * chunkWords;
      batch.wordCount[chunk] = chunkWords;
    }
    batch.reserveForEncoding();
    return batch;
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
    together.words = source;
    codec.encodeChunks(together, scratch);
    return count(traffic, streamBytes(together));
  }

  @Benchmark
  public int encodeAlone(Traffic traffic) {
    alone.words = source;
    int bytes = 0;
    for (int tensor = 0; tensor < tensors.length; tensor++) {
      for (int chunk = 0; chunk < alone.chunks; chunk++) {
        alone.wordOffset[chunk] = together.wordOffset[tensor * alone.chunks + chunk];
      }
      codec.encodeChunks(alone, scratch);
      bytes += streamBytes(alone);
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
    together.words = target;
    require(codec.decodeChunks(together, scratch));
    return count(traffic, codedBytes(together));
  }

  @Benchmark
  public int decodeAlone(Traffic traffic) {
    aloneBack.words = target;
    int bytes = 0;
    for (int tensor = 0; tensor < tensors.length; tensor++) {
      for (int chunk = 0; chunk < aloneBack.chunks; chunk++) {
        place(tensor * aloneBack.chunks + chunk, chunk);
      }
      require(codec.decodeChunks(aloneBack, scratch));
      bytes += codedBytes(aloneBack);
    }
    return count(traffic, bytes);
  }

  /** Points a chunk of the small batch to the streams of one of the large batch. */
  private void place(int from, int chunk) {
    aloneBack.wordOffset[chunk] = together.wordOffset[from];
    aloneBack.nonZeros[chunk] = together.nonZeros[from];
    aloneBack.znzStart[chunk] = together.znzStart[from];
    aloneBack.znzBytes[chunk] = together.znzBytes[from];
    aloneBack.bpcStart[chunk] = together.bpcStart[from];
    aloneBack.bpcBytes[chunk] = together.bpcBytes[from];
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

  /** Notes the bytes of all streams for the decoder, and adds them up. */
  private static int streamBytes(ChunkBatch batch) {
    for (int chunk = 0; chunk < batch.chunks; chunk++) {
      batch.znzBytes[chunk] = batch.streamBytes(batch.znzBits[chunk]);
      batch.bpcBytes[chunk] = batch.streamBytes(batch.bpcBits[chunk]);
    }
    return codedBytes(batch);
  }

  private static int codedBytes(ChunkBatch batch) {
    int bytes = 0;
    for (int chunk = 0; chunk < batch.chunks; chunk++) {
      bytes += batch.znzBytes[chunk] + batch.bpcBytes[chunk];
    }
    return bytes;
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
