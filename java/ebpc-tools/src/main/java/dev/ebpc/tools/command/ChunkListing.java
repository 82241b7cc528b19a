package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.code.CodeParameters;
import dev.ebpc.frame.BatchEntry;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.hardware.ChunkDirectory;
import dev.ebpc.hardware.ChunkEntry;
import dev.ebpc.hardware.ChunkKind;
import java.util.Locale;
import java.util.function.Consumer;

/** Batches of the hardware profile: their chunks. */
final class ChunkListing implements BatchListing {
  private final FrameHeader header;
  private final Consumer<String> lines;
  private final ArrayNode chunks;
  private final long[] chunksOfKind = new long[ChunkKind.values().length];

  /**
   * Starts a list.
   *
   * @param header header of the frame
   * @param lines takes a line for each chunk
   * @param chunks takes a document for each chunk; null if nobody wants them
   */
  ChunkListing(FrameHeader header, Consumer<String> lines, ArrayNode chunks) {
    this.header = header;
    this.lines = lines;
    this.chunks = chunks;
  }

  @Override
  public void add(BatchEntry batch) {
    for (ChunkEntry chunk : ((ChunkDirectory) batch.content()).chunks()) {
      chunksOfKind[chunk.kind().code()]++;
      String kind = chunk.kind().name().toLowerCase(Locale.ROOT);
      lines.accept(
          "  chunk %d: %d words, %s, %d non-zero, %d ZNZ bytes, %d BPC bytes"
              .formatted(
                  chunk.number(),
                  chunk.words(),
                  kind,
                  chunk.nonZeros(),
                  chunk.znzBytes(),
                  chunk.bpcBytes()));
      if (chunks != null) {
        chunks
            .addObject()
            .put("number", chunk.number())
            .put("words", chunk.words())
            .put("kind", kind)
            .put("nonZeros", chunk.nonZeros())
            .put("znzBytes", chunk.znzBytes())
            .put("bpcBytes", chunk.bpcBytes());
      }
    }
  }

  @Override
  public String summary() {
    CodeParameters code = header.parameters();
    return "%d/%d/%d, %d words: %d coded, %d raw, %d zero"
        .formatted(
            code.wordBits(),
            code.blockSize(),
            code.maxZeroRun(),
            header.chunkWords(),
            count(ChunkKind.CODED),
            count(ChunkKind.RAW),
            count(ChunkKind.ZERO));
  }

  @Override
  public void describe(ObjectNode entry) {
    entry
        .put("blockSize", header.parameters().blockSize())
        .put("maxZeroRun", header.parameters().maxZeroRun())
        .put("chunkWords", header.chunkWords())
        .put("codedChunks", count(ChunkKind.CODED))
        .put("rawChunks", count(ChunkKind.RAW))
        .put("zeroChunks", count(ChunkKind.ZERO));
  }

  private long count(ChunkKind kind) {
    return chunksOfKind[kind.code()];
  }
}
