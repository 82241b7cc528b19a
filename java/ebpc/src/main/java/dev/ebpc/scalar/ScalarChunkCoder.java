package dev.ebpc.scalar;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.NumberFormat;
import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.Chunks;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;

/** The hardware profile in plain Java. */
public final class ScalarChunkCoder implements ChunkCoder {

  /** Makes a coder; one is enough. */
  public ScalarChunkCoder() {}

  @Override
  public String engine() {
    return ScalarEngine.NAME;
  }

  @Override
  public int rank() {
    return SCALAR_RANK;
  }

  @Override
  public Scratch newScratch() {
    return new ScalarScratch();
  }

  @Override
  public void encodeChunks(EncodingBatch batch, Scratch scratch) {
    ScalarScratch own = (ScalarScratch) scratch;
    own.begin(batch);
    own.encoder.encode(batch, own.splitter, own.blocks);
  }

  @Override
  public boolean decodeChunks(DecodingBatch batch, Scratch scratch) {
    ScalarScratch own = (ScalarScratch) scratch;
    own.begin(batch);
    for (int chunk = 0; chunk < batch.count(); chunk++) {
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
    void begin(Chunks batch) {
      if (!batch.parameters().equals(parameters) || batch.format() != format) {
        parameters = batch.parameters();
        format = batch.format();
        blocks = BlockCoders.of(parameters, format);
        splitter = ZeroSplit.of(format.containerBytes());
      }
    }
  }
}
