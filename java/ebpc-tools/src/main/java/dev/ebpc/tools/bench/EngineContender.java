package dev.ebpc.tools.bench;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;
import dev.ebpc.frame.FrameHeader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * An engine without the frame around it: no checksums, and no chunks that are stored raw or as all
 * zero, so that noise and zeros show what the code itself costs.
 */
final class EngineContender implements Contender {
  private static final int CHUNK_WORDS = FrameHeader.DEFAULT_CHUNK_WORDS;

  /** How words of a format go into batches: as the frame would do it. */
  private record Layout(NumberFormat format, CodeParameters parameters, int batchChunks) {
    static Layout of(NumberFormat format) {
      CodeParameters parameters = CodeParameters.ofWordBits(format.wordBits());
      FrameHeader header = FrameHeader.builder(format).chunkWords(CHUNK_WORDS).words(0).build();
      return new Layout(format, parameters, header.batchWords() / CHUNK_WORDS);
    }

    int batchBytes() {
      return batchChunks * CHUNK_WORDS * format.containerBytes();
    }
  }

  private final Engine engine;

  /** One for each batch: an engine keeps notes about the arrays of the batch used last. */
  private final List<Engine.Scratch> scratches = new ArrayList<>();

  /** By piece. */
  private final List<Layout> layouts;

  private final PieceMemory memory;
  private final List<ChunkBatch> batches = new ArrayList<>();
  private int piece;
  private int used;

  EngineContender(Engine engine, Workload workload, boolean direct) {
    this.engine = engine;
    Map<NumberFormat, Layout> byFormat = new EnumMap<>(NumberFormat.class);
    layouts =
        workload.pieces().stream()
            .map(one -> byFormat.computeIfAbsent(one.format(), Layout::of))
            .toList();
    memory = new PieceMemory(workload, direct);
    int mostChunks = byFormat.values().stream().mapToInt(Layout::batchChunks).max().getAsInt();
    for (int i = 0; i < layouts.size(); i++) {
      long bytes = memory.piece(i).byteSize();
      while ((long) batches.size() * layouts.get(i).batchBytes() < bytes) {
        batches.add(new ChunkBatch(mostChunks));
        scratches.add(engine.newScratch());
      }
    }
  }

  @Override
  public int encode(int number) {
    piece = number;
    Layout layout = layouts.get(piece);
    long words = memory.piece(piece).byteSize() / layout.format.containerBytes();
    int bytes = 0;
    used = 0;
    for (long first = 0; first < words; first += (long) layout.batchChunks * CHUNK_WORDS) {
      ChunkBatch batch = batches.get(used);
      batch.parameters = layout.parameters;
      batch.format = layout.format;
      cut(batch, layout, first, words);
      batch.words = memory.piece(piece);
      batch.reserveForEncoding();
      engine.encodeChunks(batch, scratches.get(used++));
      bytes += measure(batch);
    }
    return bytes;
  }

  /** Places the chunks of a batch that begins with a word. */
  private static void cut(ChunkBatch batch, Layout layout, long first, long words) {
    batch.chunks = 0;
    for (long at = first; at < words && batch.chunks < layout.batchChunks; at += CHUNK_WORDS) {
      batch.wordOffset[batch.chunks] = at * layout.format.containerBytes();
      batch.wordCount[batch.chunks] = (int) Math.min(CHUNK_WORDS, words - at);
      batch.chunks++;
    }
  }

  /** Tells the decoder how long the streams are. */
  private static int measure(ChunkBatch batch) {
    int bytes = 0;
    for (int chunk = 0; chunk < batch.chunks; chunk++) {
      batch.znzBytes[chunk] = batch.streamBytes(batch.znzBits[chunk]);
      batch.bpcBytes[chunk] = batch.streamBytes(batch.bpcBits[chunk]);
      bytes += batch.znzBytes[chunk] + batch.bpcBytes[chunk];
    }
    return bytes;
  }

  @Override
  public void decode() {
    for (int i = 0; i < used; i++) {
      ChunkBatch batch = batches.get(i);
      batch.words = memory.target(piece);
      if (!engine.decodeChunks(batch, scratches.get(i))) {
        throw new IllegalStateException(engine.name() + " rejects its own streams");
      }
    }
  }

  @Override
  public boolean restored() {
    return memory.restored(piece);
  }

  @Override
  public void close() {
    memory.close();
  }
}
