package dev.ebpc.scalar;

import dev.ebpc.code.BitWriter;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.hardware.EncodingBatch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Codes chunks tile by tile: split, ZNZ symbols, blocks. The steps that engines have kernels of
 * their own for are given to it. Working memory of one call at a time.
 */
public final class ChunkEncoder {
  private final byte[] tile = new byte[4 * Tile.WORDS + Tile.SLACK];
  private final long[] mask = new long[Tile.WORDS / 64];

  /** Non-zero words that wait for their block: less than a block of the tile before, then new. */
  private final byte[] values = new byte[4 * (Tile.WORDS + 64) + Tile.SLACK];

  private final BitWriter znz = new BitWriter();
  private final BitWriter bpc = new BitWriter();
  private final ZnzWriter flags = new ZnzWriter(znz);

  /** Makes working memory. */
  public ChunkEncoder() {}

  /**
   * Codes every chunk of a batch, as {@link dev.ebpc.hardware.ChunkCoder#encodeChunks} says.
   *
   * @param batch the chunks
   * @param splitter splits their words
   * @param blocks codes their blocks
   */
  public void encode(EncodingBatch batch, WordSplitter splitter, BlockEncoder blocks) {
    for (int chunk = 0; chunk < batch.count(); chunk++) {
      encode(batch, chunk, splitter, blocks);
    }
  }

  private void encode(EncodingBatch batch, int chunk, WordSplitter splitter, BlockEncoder blocks) {
    CodeParameters parameters = batch.parameters();
    int containerBytes = batch.format().containerBytes();
    int blockBytes = parameters.blockSize() * containerBytes;
    znz.begin(batch.znz(), batch.nextZnzStart(chunk));
    bpc.begin(batch.bpc(), batch.nextBpcStart(chunk));
    flags.begin(parameters.zeroRunBits());
    int words = batch.wordCount(chunk);
    int nonZeros = 0;
    int waiting = 0;
    for (int done = 0; done < words; done += Tile.WORDS) {
      int count = Math.min(Tile.WORDS, words - done);
      // 1. Bring the words into the tile, zeros behind the last one.
      long offset = batch.wordOffset(chunk) + (long) done * containerBytes;
      load(batch.words(), offset, count, containerBytes);
      // 2. Split them into flags and non-zero words.
      int end = splitter.split(tile, count, mask, values, waiting);
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
    batch.done(chunk, nonZeros, znz.length(), bpc.length());
    znz.end();
    bpc.end();
  }

  private void load(MemorySegment words, long offset, int count, int containerBytes) {
    int bytes = count * containerBytes;
    MemorySegment.copy(words, ValueLayout.JAVA_BYTE, offset, tile, 0, bytes);
    int whole = ((count + 63) & ~63) * containerBytes;
    Arrays.fill(tile, bytes, whole, (byte) 0);
  }
}
