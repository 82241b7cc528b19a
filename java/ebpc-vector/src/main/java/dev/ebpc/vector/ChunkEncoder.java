package dev.ebpc.vector;

import dev.ebpc.code.BitWriter;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.scalar.Tile;
import dev.ebpc.scalar.ZnzWriter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Codes chunks tile by tile: split, ZNZ symbols, blocks. Working memory of one call at a time. */
final class ChunkEncoder {
  private final byte[] tile = new byte[4 * Tile.WORDS + Tile.SLACK];
  private final long[] mask = new long[Tile.WORDS / 64];

  /** Non-zero words that wait for their block: less than a block of the tile before, then new. */
  private final byte[] values = new byte[4 * (Tile.WORDS + 64) + Tile.SLACK];

  private final BitWriter znz = new BitWriter();
  private final BitWriter bpc = new BitWriter();
  private final ZnzWriter flags = new ZnzWriter(znz);
  private final int containerBytes;
  private final BlockEncoder blocks;

  /**
   * Makes an encoder.
   *
   * @param containerBytes bytes of a word, 1 or 2
   */
  ChunkEncoder(int containerBytes) {
    this.containerBytes = containerBytes;
    blocks = containerBytes == 1 ? new ByteBlockEncoder() : new ShortBlockEncoder();
  }

  void encode(ChunkBatch batch, int chunk) {
    CodeParameters parameters = batch.parameters;
    int blockBytes = parameters.blockSize() * containerBytes;
    znz.begin(batch.znz, batch.znzStart[chunk]);
    bpc.begin(batch.bpc, batch.bpcStart[chunk]);
    flags.begin(parameters.zeroRunBits());
    int words = batch.wordCount[chunk];
    int nonZeros = 0;
    int waiting = 0;
    for (int done = 0; done < words; done += Tile.WORDS) {
      int count = Math.min(Tile.WORDS, words - done);
      // 1. Bring the words into the tile, zeros behind the last one.
      load(batch.words, batch.wordOffset[chunk] + (long) done * containerBytes, count);
      // 2. Split them into flags and non-zero words.
      int end = split(count, waiting);
      nonZeros += (end - waiting) / containerBytes;
      // 3. Code the flags.
      flags.write(mask, count);
      // 4. Code whole blocks; the rest waits for the next tile.
      int whole = end / blockBytes;
      blocks.encode(values, whole, bpc);
      waiting = end - whole * blockBytes;
      System.arraycopy(values, whole * blockBytes, values, 0, waiting);
    }
    flags.end();
    if (waiting > 0) {
      Arrays.fill(values, waiting, blockBytes, (byte) 0);
      blocks.encode(values, 1, bpc);
    }
    batch.nonZeros[chunk] = nonZeros;
    batch.znzBits[chunk] = znz.length();
    batch.bpcBits[chunk] = bpc.length();
    znz.end();
    bpc.end();
  }

  private int split(int count, int waiting) {
    return containerBytes == 1
        ? ZeroSplit.splitBytes(tile, count, mask, values, waiting)
        : ZeroSplit.splitShorts(tile, count, mask, values, waiting);
  }

  private void load(MemorySegment words, long offset, int count) {
    int bytes = count * containerBytes;
    MemorySegment.copy(words, ValueLayout.JAVA_BYTE, offset, tile, 0, bytes);
    int whole = ((count + 63) & ~63) * containerBytes;
    Arrays.fill(tile, bytes, whole, (byte) 0);
  }
}
