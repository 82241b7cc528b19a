package dev.ebpc.scalar;

import dev.ebpc.code.BitWriter;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.tools.demo.FeatureMap;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The stages of the scalar engine on one tile of a real 8-bit feature map, one by one. An operation
 * is a byte of the tile, so that the score is in gigabytes of words per second; a stage that works
 * on the non-zero words is measured by the bytes of all words, too, so that times can be added.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@OperationsPerInvocation(Tile.WORDS)
public class StageBenchmark {
  private static final CodeParameters PARAMETERS =
      CodeParameters.ofWordBits(NumberFormat.INT8.wordBits());
  private static final int BLOCK = CodeParameters.DEFAULT_BLOCK_SIZE;
  private static final int STREAM_BYTES = 4 * Tile.WORDS;

  private final byte[] tile = new byte[Tile.WORDS + Tile.SLACK];
  private final long[] mask = new long[Tile.WORDS / 64];
  private final byte[] values = new byte[Tile.WORDS + Tile.SLACK];
  private final byte[] znz = new byte[STREAM_BYTES];
  private final byte[] bpc = new byte[STREAM_BYTES];
  private final BitWriter znzOut = new BitWriter();
  private final BitWriter bpcOut = new BitWriter();
  private final WordSplitter splitter = ZeroSplit.of(NumberFormat.INT8.containerBytes());
  private final ZnzWriter flags = new ZnzWriter(znzOut);
  private final BlockCoder blocks = BlockCoders.of(PARAMETERS, NumberFormat.INT8);
  private final SymbolLanes symbols = new SymbolLanes(1);
  private final PlaneLanes planes = new PlaneLanes(1);
  private final long[] parsedMask = new long[Tile.WORDS / 64];
  private final byte[] parsedValues = new byte[Tile.WORDS + Tile.SLACK];
  private final byte[] joined = new byte[Tile.WORDS + Tile.SLACK];
  private int blockCount;
  private int znzBytes;
  private int bpcBytes;

  /** Brings a tile through all stages, so that each has its input. */
  @Setup
  public void open() throws IOException {
    byte[] words =
        FeatureMap.shipped().stream()
            .filter(map -> map.format() == NumberFormat.INT8)
            .findFirst()
            .orElseThrow()
            .containers();
    System.arraycopy(words, words.length / 2, tile, 0, Tile.WORDS);
    int end = zeroCompaction();
    blockCount = (end + BLOCK - 1) / BLOCK;
    Arrays.fill(values, end, values.length, (byte) 0);
    znzBytes = (znzCoding() + 7) / 8;
    bpcBytes = (blockCoding() + 7) / 8;
    System.arraycopy(values, 0, symbols.dbx, 0, blockCount * BLOCK);
    System.arraycopy(bpc, 0, planes.codes, 0, blockCount * BLOCK);
  }

  /** Words to mask and non-zero words. */
  @Benchmark
  public int zeroCompaction() {
    return splitter.split(tile, Tile.WORDS, mask, values, 0);
  }

  /** Mask to ZNZ stream. */
  @Benchmark
  public int znzCoding() {
    znzOut.begin(znz, 0);
    flags.begin(PARAMETERS.zeroRunBits());
    flags.write(mask, Tile.WORDS);
    flags.end();
    int bits = znzOut.length();
    znzOut.end();
    return bits;
  }

  /** The 8 x 8 bit transposition of the blocks alone. */
  @Benchmark
  public byte[] bitPlaneTransposition() {
    for (int i = 0; i < blockCount * BLOCK; i += BLOCK) {
      Lanes.LONG.set(joined, i, Lanes.mirror((long) Lanes.LONG.get(values, i)));
    }
    return joined;
  }

  /**
   * Transposition and the choice of symbols, without packing; of any bits, as it takes no turns.
   */
  @Benchmark
  public byte[] symbolCoding() {
    symbols.run(blockCount * BLOCK, blockCount * BLOCK);
    return symbols.code;
  }

  /** Non-zero words to BPC stream: deltas, transposition, symbols and packing. */
  @Benchmark
  public int blockCoding() {
    bpcOut.begin(bpc, 0);
    blocks.encode(values, blockCount, bpcOut);
    int bits = bpcOut.length();
    bpcOut.end();
    return bits;
  }

  /** ZNZ stream to mask. */
  @Benchmark
  public long znzParsing() {
    return ZnzParser.parse(PARAMETERS, znz, 0, znzBytes, Tile.WORDS, parsedMask);
  }

  /** BPC stream to non-zero words: parsing, inverse transposition and sums. */
  @Benchmark
  public boolean blockDecoding() {
    blocks.begin(bpc, 0, bpcBytes);
    return blocks.decode(blockCount, parsedValues, 0);
  }

  /** Symbols to deltas without parsing; of any bits, as it takes no turns. */
  @Benchmark
  public byte[] inversePlanes() {
    planes.run(blockCount * BLOCK, blockCount * BLOCK);
    return planes.planes;
  }

  /** Mask and non-zero words to words. */
  @Benchmark
  public int expansion() {
    return ZeroSplit.join(mask, 0, Tile.WORDS, 1, values, 0, joined);
  }

  /** Whether parsing and expansion give back what compaction and coding took. */
  boolean restores() {
    int end = ZeroSplit.join(parsedMask, 0, Tile.WORDS, 1, parsedValues, 0, joined);
    return end == ZeroSplit.count(mask, 0, Tile.WORDS)
        && Arrays.equals(mask, parsedMask)
        && Arrays.equals(tile, 0, Tile.WORDS, joined, 0, Tile.WORDS);
  }
}
