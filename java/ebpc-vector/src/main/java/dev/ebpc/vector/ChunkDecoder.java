package dev.ebpc.vector;

import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.scalar.Lanes;
import dev.ebpc.scalar.Tile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Decodes batches: all flags first, then blocks of several chunks in flight. Working memory of one
 * call at a time.
 */
final class ChunkDecoder {

  /** A chunk in flight. */
  private static final class InFlight {
    /** Words that wait for the rest of their 64, and the blocks that were decoded behind them. */
    final byte[] values;

    /** Where its code bytes go. */
    final int region;

    int chunk;

    /** Bytes in {@link #values}. */
    int waiting;

    int blocksLeft;
    int blocks;
    int mask;
    int wordsDone;

    InFlight(int region, int bytes) {
      this.region = region;
      values = new byte[bytes];
    }
  }

  /** Words that wait for the rest of their 64. */
  private static final int WAITING = 64;


  private final FlagParser flags = new FlagParser();
  private final int containerBytes;
  private final SymbolParser symbols;
  private final BlockDecoder decoder;
  private final InFlight[] lanes = new InFlight[SymbolParser.IN_FLIGHT];
  private final byte[] tile = new byte[4 * Tile.WORDS + Tile.SLACK];

  /** Makes a decoder on the kernels of some parameters. */
  ChunkDecoder(Kernels kernels) {
    containerBytes = kernels.containerBytes;
    symbols = kernels.newParser();
    decoder = kernels.newDecoder();
    int mostWords = WAITING + kernels.blockSize * symbols.maxBlocks;
    int bytes = containerBytes * mostWords + 2 * Tile.SLACK;
    Arrays.setAll(lanes, region -> new InFlight(region, bytes));
  }

  boolean decode(ChunkBatch batch) {
    // 1. All flags of the batch, so that the number of blocks is known.
    if (!flags.parse(batch) || !countNonZeros(batch)) {
      return false;
    }
    // 2. Blocks, as many chunks in flight as there are lanes.
    int active = 0;
    int next = 0;
    while (true) {
      for (; active < lanes.length && next < batch.chunks; next++) {
        if (batch.nonZeros[next] > 0) {
          beginChunk(batch, active++, next);
        } else if (!zeroChunk(batch, next)) {
          return false;
        }
      }
      if (active == 0) {
        return true;
      }
      int stopped = symbols.run(batch.bpc, active);
      if (!takeBlocks(batch, stopped)) {
        return false;
      }
      if (lanes[stopped].blocksLeft == 0) {
        active--;
        InFlight free = lanes[stopped];
        lanes[stopped] = lanes[active];
        lanes[active] = free;
        symbols.move(active, stopped);
      }
    }
  }

  /** Checks or fills in the number of non-zero words of every chunk. */
  private boolean countNonZeros(ChunkBatch batch) {
    for (int chunk = 0; chunk < batch.chunks; chunk++) {
      int nonZeros = 0;
      int from = flags.start(chunk);
      for (int at = from; at < from + maskBytes(batch.wordCount[chunk]); at += 8) {
        nonZeros += Long.bitCount((long) Lanes.LONG.get(flags.work, at));
      }
      int declared = batch.nonZeros[chunk];
      if (declared != ChunkBatch.UNKNOWN && declared != nonZeros) {
        return false;
      }
      batch.nonZeros[chunk] = nonZeros;
    }
    return true;
  }

  private void beginChunk(ChunkBatch batch, int lane, int chunk) {
    InFlight flight = lanes[lane];
    flight.chunk = chunk;
    flight.waiting = 0;
    flight.mask = flags.start(chunk);
    flight.wordsDone = 0;
    flight.blocksLeft = (int) batch.parameters.blocks(batch.nonZeros[chunk]);
    beginBlocks(batch, lane, 8 * batch.bpcStart[chunk]);
  }

  /** Sets a lane to its next blocks; evenly many each time, so that no small rest remains. */
  private void beginBlocks(ChunkBatch batch, int lane, int bit) {
    InFlight flight = lanes[lane];
    int turns = (flight.blocksLeft + symbols.maxBlocks - 1) / symbols.maxBlocks;
    flight.blocks = (flight.blocksLeft + turns - 1) / turns;
    int limit = 8 * (batch.bpcStart[flight.chunk] + batch.bpcBytes[flight.chunk]);
    symbols.begin(lane, flight.region, bit, limit, flight.blocks);
  }

  /** Turns the symbols of a lane that stopped into words and sets it to its next blocks. */
  private boolean takeBlocks(ChunkBatch batch, int lane) {
    InFlight flight = lanes[lane];
    int start = 8 * batch.bpcStart[flight.chunk];
    int end = start + 8 * batch.bpcBytes[flight.chunk];
    int bit = symbols.bit(lane);
    int from = symbols.start(flight.region);
    if (bit < 0
        || bit > end
        || !decoder.decode(symbols.work, from, flight.blocks, flight.values, flight.waiting)) {
      return false;
    }
    flight.waiting += flight.blocks * batch.parameters.blockSize() * containerBytes;
    flight.blocksLeft -= flight.blocks;
    putWords(batch, flight);
    if (flight.blocksLeft > 0) {
      beginBlocks(batch, lane, bit);
      return true;
    }
    return batch.streamBytes(bit - start) == batch.bpcBytes[flight.chunk];
  }

  /** Puts values in their places, as many as fill whole longs of the mask. */
  private void putWords(ChunkBatch batch, InFlight flight) {
    int chunk = flight.chunk;
    int words = batch.wordCount[chunk];
    int maskEnd = flags.start(chunk) + maskBytes(words);
    int used = 0;
    boolean full;
    do {
      // 1. As many times 64 words as there are values for.
      int end = Math.min(maskEnd, flight.mask + Tile.WORDS / 8);
      int at = flight.mask;
      int ready = used;
      int needed = used;
      while (at < end) {
        needed += containerBytes * Long.bitCount((long) Lanes.LONG.get(flags.work, at));
        if (needed > flight.waiting) {
          break;
        }
        ready = needed;
        at += 8;
      }
      // 2. Join them and bring them out of the tile.
      int parts = (at - flight.mask) / 8;
      join(flight, parts, used);
      int count = Math.min(64 * parts, words - flight.wordsDone);
      long to = batch.wordOffset[chunk] + (long) flight.wordsDone * containerBytes;
      MemorySegment.copy(tile, 0, batch.words, ValueLayout.JAVA_BYTE, to, count * containerBytes);
      used = ready;
      flight.mask = at;
      flight.wordsDone += count;
      full = at == end;
    } while (full && flight.mask < maskEnd);
    flight.waiting -= used;
    System.arraycopy(flight.values, used, flight.values, 0, flight.waiting);
  }

  private void join(InFlight flight, int parts, int used) {
    byte[] values = flight.values;
    switch (containerBytes) {
      case 1 -> ZeroSplit.joinBytes(flags.work, flight.mask, parts, values, used, tile);
      case 2 -> ZeroSplit.joinShorts(flags.work, flight.mask, parts, values, used, tile);
      default -> ZeroSplit.joinInts(flags.work, flight.mask, parts, values, used, tile);
    }
  }

  private static boolean zeroChunk(ChunkBatch batch, int chunk) {
    batch
        .words
        .asSlice(
            batch.wordOffset[chunk], (long) batch.wordCount[chunk] * batch.format.containerBytes())
        .fill((byte) 0);
    return batch.bpcBytes[chunk] == 0;
  }

  private static int maskBytes(int words) {
    return (words + 63) / 64 * 8;
  }
}
