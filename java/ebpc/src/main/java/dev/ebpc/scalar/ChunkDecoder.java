package dev.ebpc.scalar;

import dev.ebpc.hardware.DecodingBatch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Decodes chunks: flags first, then blocks tile by tile. Working memory of one call at a time. */
final class ChunkDecoder {
  private final byte[] tile = new byte[4 * Tile.WORDS + Tile.SLACK];
  private final byte[] values = new byte[4 * (Tile.WORDS + 64) + Tile.SLACK];
  private long[] mask = new long[Tile.WORDS / 64];

  boolean decode(DecodingBatch batch, int chunk, BlockCoder blocks) {
    int words = batch.wordCount(chunk);
    // 1. All flags of the chunk, so that the number of blocks is known.
    int parts = (words + 63) >>> 6;
    if (mask.length < parts) {
      mask = new long[parts];
    }
    long znzBits =
        ZnzParser.parse(
            batch.parameters(),
            batch.znz(),
            batch.znzStart(chunk),
            batch.znzBytes(chunk),
            words,
            mask);
    if (znzBits < 0 || batch.streamBytes(znzBits) != batch.znzBytes(chunk)) {
      return false;
    }
    int nonZeros = ZeroSplit.count(mask, 0, words);
    if (!batch.counted(chunk, nonZeros)) {
      return false;
    }
    blocks.begin(batch.bpc(), batch.bpcStart(chunk), batch.bpcBytes(chunk));
    return decodeTiles(batch, chunk, words, blocks)
        && batch.streamBytes(blocks.bit()) == batch.bpcBytes(chunk);
  }

  private boolean decodeTiles(DecodingBatch batch, int chunk, int words, BlockCoder blocks) {
    int containerBytes = batch.format().containerBytes();
    int blockSize = batch.parameters().blockSize();
    int waiting = 0;
    for (int done = 0; done < words; done += Tile.WORDS) {
      int count = Math.min(Tile.WORDS, words - done);
      // 2. As many blocks as this tile lacks values.
      int needed = ZeroSplit.count(mask, done >>> 6, count) * containerBytes - waiting;
      int lacking = (needed + blockSize * containerBytes - 1) / (blockSize * containerBytes);
      if (lacking > 0 && !blocks.decode(lacking, values, waiting)) {
        return false;
      }
      int end = waiting + lacking * blockSize * containerBytes;
      // 3. Put them in their places; what is left over waits for the next tile.
      int used = ZeroSplit.join(mask, done >>> 6, count, containerBytes, values, 0, tile);
      long offset = batch.wordOffset(chunk) + (long) done * containerBytes;
      int bytes = count * containerBytes;
      MemorySegment.copy(tile, 0, batch.words(), ValueLayout.JAVA_BYTE, offset, bytes);
      waiting = end - used;
      System.arraycopy(values, used, values, 0, waiting);
    }
    return true;
  }
}
