package dev.ebpc.tools.bench;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.Coder;
import dev.ebpc.engine.Engine;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * An engine without the frame around it: no checksums, and no chunks that are stored raw or as all
 * zero, so that noise and zeros show what the code itself costs.
 */
final class EngineContender implements Contender {
  private final ChunkCoder coder;

  /** One for each batch: a coder keeps notes about the arrays of the batch used last. */
  private final List<Coder.Scratch> scratches = new ArrayList<>();

  private final NumberFormat format;
  private final CodeParameters parameters;
  private final PieceMemory memory;
  private final List<EncodingBatch> batches = new ArrayList<>();
  private final List<DecodingBatch> decodings = new ArrayList<>();
  private final int chunkWords = FrameHeader.DEFAULT_CHUNK_WORDS;
  private final int batchChunks;
  private int piece;
  private int used;

  EngineContender(Engine engine, Workload workload, boolean direct) {
    coder = (ChunkCoder) engine.coder(Profile.HARDWARE).orElseThrow();
    format = workload.format();
    parameters = CodeParameters.ofWordBits(format.wordBits());
    memory = new PieceMemory(workload, direct);
    FrameHeader header = FrameHeader.builder(format).chunkWords(chunkWords).words(0).build();
    batchChunks = header.batchWords() / chunkWords;
    int batchBytes = header.batchWords() * format.containerBytes();
    int most = workload.pieces().get(0).length;
    for (int at = 0; at < most; at += batchBytes) {
      batches.add(new EncodingBatch());
      decodings.add(new DecodingBatch());
      scratches.add(coder.newScratch());
    }
  }

  @Override
  public int encode(int number) {
    piece = number;
    long words = memory.piece(piece).byteSize() / format.containerBytes();
    int bytes = 0;
    used = 0;
    for (long first = 0; first < words; first += (long) batchChunks * chunkWords) {
      EncodingBatch batch = batches.get(used);
      int count = (int) Math.min((long) batchChunks * chunkWords, words - first);
      batch
          .begin(parameters, format, memory.piece(piece))
          .cut(first * format.containerBytes(), count, chunkWords)
          .reserve();
      coder.encodeChunks(batch, scratches.get(used++));
      bytes += batch.nextZnzStart(batch.count()) + batch.nextBpcStart(batch.count());
    }
    return bytes;
  }

  @Override
  public void decode() {
    for (int i = 0; i < used; i++) {
      DecodingBatch batch = decodings.get(i).of(batches.get(i), memory.target(piece));
      if (!coder.decodeChunks(batch, scratches.get(i))) {
        throw new IllegalStateException(coder.engine() + " rejects its own streams");
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
