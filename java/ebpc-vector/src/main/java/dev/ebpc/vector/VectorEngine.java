package dev.ebpc.vector;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;
import dev.ebpc.scalar.ScalarEngine;

/**
 * The Vector API: kernels over tiles, several chunks in flight.
 *
 * <p>Words of 8 bits in blocks of 8 have kernels here; other parameters are left to the scalar
 * engine.
 */
final class VectorEngine implements Engine {
  static final String NAME = "vector";

  private final Engine scalar = new ScalarEngine();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Vector API, registers of " + Width.BITS + " bits";
  }

  @Override
  public Scratch newScratch() {
    return new VectorScratch(scalar.newScratch());
  }

  @Override
  public void encodeChunks(ChunkBatch batch, Scratch scratch) {
    if (!fast(batch)) {
      scalar.encodeChunks(batch, ((VectorScratch) scratch).scalar);
      return;
    }
    ChunkEncoder encoder = ((VectorScratch) scratch).encoder;
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
    VectorScratch own = (VectorScratch) scratch;
    return fast(batch) ? own.decoder.decode(batch) : scalar.decodeChunks(batch, own.scalar);
  }

  private static boolean fast(ChunkBatch batch) {
    CodeParameters p = batch.parameters;
    return p.wordBits() == 8 && p.blockSize() == 8 && batch.format.containerBytes() == 1;
  }

  private static final class VectorScratch implements Scratch {
    final Scratch scalar;
    final ChunkEncoder encoder = new ChunkEncoder();
    final ChunkDecoder decoder = new ChunkDecoder();

    VectorScratch(Scratch scalar) {
      this.scalar = scalar;
    }
  }
}
