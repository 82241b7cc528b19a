package dev.ebpc.tools.bench;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;
import dev.ebpc.frame.FrameHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * An engine without the frame around it: no checksums, and no chunks that are stored raw or as all
 * zero, so that noise and zeros show what the code itself costs.
 */
final class EngineContender implements Contender {
  private final Engine engine;

  /** One for each batch: an engine keeps notes about the arrays of the batch used last. */
  private final List<Engine.Scratch> scratches = new ArrayList<>();

  private final NumberFormat format;
  private final PieceMemory memory;
  private final List<ChunkBatch> batches = new ArrayList<>();
  private final int chunkWords = FrameHeader.DEFAULT_CHUNK_WORDS;
  private final int batchChunks;
  private int piece;
  private int used;

  EngineContender(Engine engine, Workload workload, boolean direct) {
    this.engine = engine;
    format = workload.format();
    memory = new PieceMemory(workload, direct);
    FrameHeader header = FrameHeader.builder(format).chunkWords(chunkWords).words(0).build();
    batchChunks = header.batchWords() / chunkWords;
    int batchBytes = header.batchWords() * format.containerBytes();
    int most = workload.pieces().get(0).length;
    for (int at = 0; at < most; at += batchBytes) {
      ChunkBatch batch = new ChunkBatch(batchChunks);
      batch.parameters = CodeParameters.ofWordBits(format.wordBits());
      batch.format = format;
      batches.add(batch);
      scratches.add(engine.newScratch());
    }
  }

  @Override
  public int encode(int number) {
    piece = number;
    long words = memory.piece(piece).byteSize() / format.containerBytes();
    int bytes = 0;
    used = 0;
    for (long first = 0; first < words; first += (long) batchChunks * chunkWords) {
      ChunkBatch batch = batches.get(used);
      cut(batch, first, words);
      batch.words = memory.piece(piece);
      batch.reserveForEncoding();
      engine.encodeChunks(batch, scratches.get(used++));
      bytes += measure(batch);
    }
    return bytes;
  }

  /** Places the chunks of a batch that begins with a word. */
  private void cut(ChunkBatch batch, long first, long words) {
    batch.chunks = 0;
    for (long at = first; at < words && batch.chunks < batchChunks; at += chunkWords) {
      batch.wordOffset[batch.chunks] = at * format.containerBytes();
      batch.wordCount[batch.chunks] = (int) Math.min(chunkWords, words - at);
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
