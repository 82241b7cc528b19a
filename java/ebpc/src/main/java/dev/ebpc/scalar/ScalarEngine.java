package dev.ebpc.scalar;

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
    ChunkEncoder encoder = ((ScalarScratch) scratch).encoder;
    encoder.begin(batch.parameters, batch.format);
    int znzEnd = 0;
    int bpcEnd = 0;
    for (int chunk = 0; chunk < batch.chunks; chunk++) {
      batch.znzStart[chunk] = znzEnd;
      batch.bpcStart[chunk] = bpcEnd;
      encoder.encode(batch, chunk);
      znzEnd += (batch.znzBits[chunk] + 7) / 8;
      bpcEnd += (batch.bpcBits[chunk] + 7) / 8;
    }
  }

  @Override
  public boolean decodeChunks(ChunkBatch batch, Scratch scratch) {
    ChunkDecoder decoder = ((ScalarScratch) scratch).decoder;
    decoder.begin(batch.parameters, batch.format);
    for (int chunk = 0; chunk < batch.chunks; chunk++) {
      if (!decoder.decode(batch, chunk)) {
        return false;
      }
    }
    return true;
  }

  private static final class ScalarScratch implements Scratch {
    final ChunkEncoder encoder = new ChunkEncoder();
    final ChunkDecoder decoder = new ChunkDecoder();
  }
}
