package dev.ebpc.vector;

import dev.ebpc.code.BitWriter;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.Chunks;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;
import dev.ebpc.scalar.BlockEncoder;
import dev.ebpc.scalar.Lanes;
import dev.ebpc.scalar.ScalarChunkCoder;
import dev.ebpc.scalar.Tile;
import dev.ebpc.scalar.ZnzWriter;
import dev.ebpc.tools.demo.FeatureMap;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
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
 * The stages of the vector engine on sixteen chunks of a real 8-bit feature map, one by one. An
 * operation is a byte of the map, so that the score is in gigabytes of words per second, whatever a
 * stage sees of them, and times can be added.
 *
 * <p>A chunk is a tile here. Stages that code work on one tile after the other, parsers on several
 * chunks in flight, as in the engine.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@OperationsPerInvocation(StageBenchmark.CHUNKS * Tile.WORDS)
public class StageBenchmark {
  static final int CHUNKS = 2 * SymbolParser.IN_FLIGHT;

  private static final CodeParameters PARAMETERS =
      CodeParameters.ofWordBits(NumberFormat.INT8.wordBits());
  private static final int BLOCK = CodeParameters.DEFAULT_BLOCK_SIZE;

  /** Bytes of a block's codes as the parser leaves them. */
  private static final int CODE_BYTES = 16;

  private static final int MOST_BLOCKS = Tile.WORDS / BLOCK;

  /**
   * Regions of the memory that transposition and symbol coding work on, with a register's slack.
   */
  private static final int MASKS = Tile.WORDS + Tile.SLACK;

  private static final int NOT_ZERO = 2 * MASKS;
  private static final int WORK_BYTES = NOT_ZERO + MOST_BLOCKS + Tile.SLACK;
  private static final byte[] NOT_PLANE_0 = BytePlaneSymbols.notPlane0(BLOCK);

  /** Index of the pieces' lengths, behind two pieces for each block. */
  private static final int PIECE_LENGTHS = 2 * 8 * MOST_BLOCKS;

  /** One chunk at each station on its way. */
  private static final class Chunk {
    final byte[] tile = new byte[Tile.WORDS + Tile.SLACK];
    final long[] mask = new long[Tile.WORDS / 64];
    final byte[] values = new byte[Tile.WORDS + 2 * Tile.SLACK];
    final byte[] work = new byte[WORK_BYTES];
    final byte[] pieces = new byte[PIECE_LENGTHS + 2 * MOST_BLOCKS];
    final byte[] codes = new byte[CODE_BYTES * MOST_BLOCKS + 2 * Tile.SLACK];
    final byte[] parsedValues = new byte[Tile.WORDS + 2 * Tile.SLACK];
    int valueBytes;
    int blocks;
    int pieceCount;
  }

  private final Chunk[] chunks = new Chunk[CHUNKS];
  private final EncodingBatch encoded = new EncodingBatch();
  private final DecodingBatch batch = new DecodingBatch();
  private final byte[] out = new byte[4 * Tile.WORDS];
  private final BitWriter writer = new BitWriter();
  private final ZnzWriter znzWriter = new ZnzWriter(writer);
  private final BlockEncoder blockEncoder = new ByteBlockEncoder();
  private final FlagParser flagParser = new FlagParser();
  private final SymbolParser symbolParser = new ByteSymbolParser(PARAMETERS.wordBits());
  private final BlockDecoder blockDecoder = new ByteBlockDecoder();
  private final byte[] joined = new byte[Tile.WORDS + Tile.SLACK];
  private final int[] chunkOfLane = new int[SymbolParser.IN_FLIGHT];
  private final int[] regionOfLane = new int[SymbolParser.IN_FLIGHT];
  private final int[] blocksDone = new int[CHUNKS];
  private final int[] blocksOfTurn = new int[CHUNKS];

  /** Brings all chunks through all stages, so that each has its input. */
  @Setup
  public void open() throws IOException {
    byte[] words =
        FeatureMap.shipped().stream()
            .filter(map -> map.format() == NumberFormat.INT8)
            .filter(map -> map.containers().length >= CHUNKS * Tile.WORDS)
            .findFirst()
            .orElseThrow()
            .containers();
    for (int i = 0; i < CHUNKS; i++) {
      chunks[i] = new Chunk();
      System.arraycopy(words, i * Tile.WORDS, chunks[i].tile, 0, Tile.WORDS);
    }
    encodeAll(words);
    zeroCompaction();
    for (Chunk chunk : chunks) {
      chunk.blocks = (chunk.valueBytes + BLOCK - 1) / BLOCK;
      Arrays.fill(chunk.values, chunk.valueBytes, chunk.values.length, (byte) 0);
      System.arraycopy(chunk.values, 0, chunk.work, 0, Tile.WORDS);
      cutPieces(chunk);
    }
    znzParsing();
    Arrays.setAll(regionOfLane, region -> region);
    parse(true);
  }

  /** Streams for the parsers; those of all engines are the same. */
  private void encodeAll(byte[] words) {
    encoded
        .begin(PARAMETERS, NumberFormat.INT8, MemorySegment.ofArray(words))
        .cut(0, CHUNKS * Tile.WORDS, Tile.WORDS)
        .reserve();
    ChunkCoder scalar = new ScalarChunkCoder();
    scalar.encodeChunks(encoded, scalar.newScratch());
    batch.of(encoded, encoded.words());
  }

  /** The code of every block as one piece, or two if it is longer than a piece can be. */
  private void cutPieces(Chunk chunk) {
    byte[] block = new byte[BLOCK + Tile.SLACK];
    byte[] code = new byte[4 * BLOCK + Chunks.SLACK];
    for (int i = 0; i < chunk.blocks; i++) {
      System.arraycopy(chunk.values, i * BLOCK, block, 0, BLOCK);
      Arrays.fill(code, (byte) 0);
      writer.begin(code, 0);
      blockEncoder.encode(block, 1, writer);
      int bits = writer.length();
      writer.end();
      for (int at = 0; at < bits; at += Pieces.MAX_BITS) {
        int length = Math.min(Pieces.MAX_BITS, bits - at);
        long piece = (long) Lanes.STREAM.get(code, at / 8);
        long valid = -1L << -length;
        Lanes.LONG.set(chunk.pieces, 8 * chunk.pieceCount, piece & valid);
        chunk.pieces[PIECE_LENGTHS + chunk.pieceCount++] = (byte) length;
      }
    }
  }

  /** Words to mask and non-zero words. */
  @Benchmark
  public int zeroCompaction() {
    int bytes = 0;
    for (Chunk chunk : chunks) {
      chunk.valueBytes = ZeroSplit.splitBytes(chunk.tile, Tile.WORDS, chunk.mask, chunk.values, 0);
      bytes += chunk.valueBytes;
    }
    return bytes;
  }

  /** Mask to ZNZ stream. */
  @Benchmark
  public int znzCoding() {
    int bits = 0;
    for (Chunk chunk : chunks) {
      bits += writeFlags(chunk);
    }
    return bits;
  }

  private int writeFlags(Chunk chunk) {
    writer.begin(out, 0);
    znzWriter.begin(PARAMETERS.zeroRunBits());
    znzWriter.write(chunk.mask, Tile.WORDS);
    znzWriter.end();
    int bits = writer.length();
    writer.end();
    return bits;
  }

  /** The 8 x 8 bit transposition of the blocks alone; back and forth, as it is its own inverse. */
  @Benchmark
  public byte[] bitPlaneTransposition() {
    for (Chunk chunk : chunks) {
      BitSquares.mirror(chunk.work, 0, BLOCK * chunk.blocks);
    }
    return chunks[0].work;
  }

  /** Planes to symbols and their lengths; of any bits, as it takes no turns. */
  @Benchmark
  public byte[] symbolCoding() {
    for (Chunk chunk : chunks) {
      int bytes = BLOCK * chunk.blocks;
      BytePlaneSymbols.make(chunk.work, 0, bytes, NOT_PLANE_0, MASKS, NOT_ZERO);
    }
    return chunks[0].work;
  }

  /** Blocks whose symbols are joined to a BPC stream. */
  @Benchmark
  public int packing() {
    int bits = 0;
    for (Chunk chunk : chunks) {
      writer.begin(out, 0);
      Pieces.append(chunk.pieces, 0, PIECE_LENGTHS, 0, chunk.pieceCount, writer);
      bits += writer.length();
      writer.end();
    }
    return bits;
  }

  /** Non-zero words to BPC stream: deltas, transposition, symbols and packing. */
  @Benchmark
  public int blockCoding() {
    int bits = 0;
    for (Chunk chunk : chunks) {
      writer.begin(out, 0);
      blockEncoder.encode(chunk.values, chunk.blocks, writer);
      bits += writer.length();
      writer.end();
    }
    return bits;
  }

  /** ZNZ streams to masks. */
  @Benchmark
  public boolean znzParsing() {
    return flagParser.parse(batch);
  }

  /** BPC streams to code bytes. */
  @Benchmark
  public int blockParsing() {
    return parse(false);
  }

  /** Parses all chunks, several in flight; gives the number of blocks. */
  private int parse(boolean keep) {
    int blocks = 0;
    int next = 0;
    int active = 0;
    while (true) {
      while (active < SymbolParser.IN_FLIGHT && next < CHUNKS) {
        chunkOfLane[active] = next;
        blocksDone[next] = 0;
        begin(active++, next, 8 * batch.bpcStart(next));
        next++;
      }
      if (active == 0) {
        return blocks;
      }
      int lane = symbolParser.run(batch.bpc(), active);
      int chunk = chunkOfLane[lane];
      if (keep) {
        keep(chunk, symbolParser.start(regionOfLane[lane]));
      }
      blocks += blocksOfTurn[chunk];
      blocksDone[chunk] += blocksOfTurn[chunk];
      if (blocksDone[chunk] < chunks[chunk].blocks) {
        begin(lane, chunk, symbolParser.bit(lane));
      } else {
        active--;
        chunkOfLane[lane] = chunkOfLane[active];
        int free = regionOfLane[lane];
        regionOfLane[lane] = regionOfLane[active];
        regionOfLane[active] = free;
        symbolParser.move(active, lane);
      }
    }
  }

  /** Sets a lane to the next blocks of a chunk. */
  private void begin(int lane, int chunk, int bit) {
    int blocks = Math.min(ByteSymbolParser.MAX_BLOCKS, chunks[chunk].blocks - blocksDone[chunk]);
    int limit = 8 * (batch.bpcStart(chunk) + batch.bpcBytes(chunk));
    blocksOfTurn[chunk] = blocks;
    symbolParser.begin(lane, regionOfLane[lane], bit, limit, blocks);
  }

  private void keep(int chunk, int from) {
    int to = CODE_BYTES * blocksDone[chunk];
    int bytes = CODE_BYTES * blocksOfTurn[chunk];
    System.arraycopy(symbolParser.work, from, chunks[chunk].codes, to, bytes);
  }

  /** Code bytes to non-zero words: planes, inverse transposition and sums. */
  @Benchmark
  public boolean inverse() {
    boolean good = true;
    for (Chunk chunk : chunks) {
      for (int done = 0; done < chunk.blocks; done += ByteSymbolParser.MAX_BLOCKS) {
        int blocks = Math.min(ByteSymbolParser.MAX_BLOCKS, chunk.blocks - done);
        int from = CODE_BYTES * done;
        good &= blockDecoder.decode(chunk.codes, from, blocks, chunk.parsedValues, BLOCK * done);
      }
    }
    return good;
  }

  /** Masks and non-zero words to words. */
  @Benchmark
  public byte[] expansion() {
    for (int i = 0; i < CHUNKS; i++) {
      expand(i, joined);
    }
    return joined;
  }

  private void expand(int chunk, byte[] tile) {
    int from = flagParser.start(chunk);
    byte[] values = chunks[chunk].parsedValues;
    ZeroSplit.joinBytes(flagParser.work, from, Tile.WORDS / 64, values, 0, tile);
  }

  /** Whether parsing and expansion give back all words. */
  boolean restores() {
    for (int i = 0; i < CHUNKS; i++) {
      expand(i, joined);
      if (!Arrays.equals(chunks[i].tile, 0, Tile.WORDS, joined, 0, Tile.WORDS)) {
        return false;
      }
    }
    return true;
  }

  /** Bits of all streams as the engine wrote them: ZNZ, then BPC. */
  long[] streamBits() {
    return new long[] {
      Arrays.stream(encoded.znzBitCounts()).sum(), Arrays.stream(encoded.bpcBitCounts()).sum()
    };
  }
}
