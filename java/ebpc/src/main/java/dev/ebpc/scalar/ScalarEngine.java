package dev.ebpc.scalar;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;

/**
 * Plain Java: table-driven, 64-bit bit buffers, PEXT and PDEP, and small loops that HotSpot's C2
 * vectorises. The engine that the others are measured against, and the one that is always there.
 */
public final class ScalarEngine implements Engine {
  static final String NAME = "scalar";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "plain Java, tables and 64-bit bit buffers";
  }

  @Override
  public Scratch newScratch() {
    return new ScalarScratch();
  }

  @Override
  public void encodeChunks(ChunkBatch batch, Scratch scratch) {
    ScalarScratch own = (ScalarScratch) scratch;
    own.begin(batch);
    own.encoder.encode(batch, own.splitter, own.blocks);
  }

  @Override
  public boolean decodeChunks(ChunkBatch batch, Scratch scratch) {
    ScalarScratch own = (ScalarScratch) scratch;
    own.begin(batch);
    for (int chunk = 0; chunk < batch.chunks; chunk++) {
      if (!own.decoder.decode(batch, chunk, own.blocks)) {
        return false;
      }
    }
    return true;
  }

  private static final class ScalarScratch implements Scratch {
    final ChunkEncoder encoder = new ChunkEncoder();
    final ChunkDecoder decoder = new ChunkDecoder();
    BlockCoder blocks;
    WordSplitter splitter;

    private CodeParameters parameters;
    private NumberFormat format;

    /** Picks the kernels for a batch; they stay while parameters and format do. */
    void begin(ChunkBatch batch) {
      if (!batch.parameters.equals(parameters) || batch.format != format) {
        parameters = batch.parameters;
        format = batch.format;
        blocks = BlockCoders.of(parameters, format);
        splitter = ZeroSplit.of(format.containerBytes());
      }
    }
  }
}
