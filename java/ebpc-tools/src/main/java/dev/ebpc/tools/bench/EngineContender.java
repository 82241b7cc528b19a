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

  private final ChunkCoder coder;

  /** One for each batch: a coder keeps notes about the arrays of the batch used last. */
  private final List<Coder.Scratch> scratches = new ArrayList<>();

  /** By piece. */
  private final List<Layout> layouts;

  private final PieceMemory memory;
  private final List<EncodingBatch> batches = new ArrayList<>();
  private final List<DecodingBatch> decodings = new ArrayList<>();
  private int piece;
  private int used;

  EngineContender(Engine engine, Workload workload, boolean direct) {
    coder = (ChunkCoder) engine.coder(Profile.HARDWARE).orElseThrow();
    Map<NumberFormat, Layout> byFormat = new EnumMap<>(NumberFormat.class);
    layouts =
        workload.pieces().stream()
            .map(one -> byFormat.computeIfAbsent(one.format(), Layout::of))
            .toList();
    memory = new PieceMemory(workload, direct);
    for (int i = 0; i < layouts.size(); i++) {
      long bytes = memory.piece(i).byteSize();
      while ((long) batches.size() * layouts.get(i).batchBytes() < bytes) {
        batches.add(new EncodingBatch());
        decodings.add(new DecodingBatch());
        scratches.add(coder.newScratch());
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
      EncodingBatch batch = batches.get(used);
      int count = (int) Math.min((long) layout.batchChunks * CHUNK_WORDS, words - first);
      batch
          .begin(layout.parameters, layout.format, memory.piece(piece))
          .cut(first * layout.format.containerBytes(), count, CHUNK_WORDS)
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
