package dev.ebpc.vector;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;
import dev.ebpc.scalar.ScalarEngine;

/**
 * The Vector API: kernels over tiles, several chunks in flight.
 *
 * <p>Words of 8 and 16 bits in blocks of 8 have kernels here; other parameters are left to the
 * scalar engine.
 */
final class VectorEngine implements Engine {
  static final String NAME = "vector";

  /** Bytes, and flags, that a call may have at most for the kernels to count their bits. */
  private static final int MOST_BYTES = 1 << 27;

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
    VectorScratch own = (VectorScratch) scratch;
    if (!hasKernels(batch)) {
      scalar.encodeChunks(batch, own.scalar);
      return;
    }
    ChunkEncoder encoder = own.encoder(batch.format.containerBytes());
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
    boolean fast = hasKernels(batch) && isCountable(batch);
    return fast
        ? own.decoder(batch.format.containerBytes()).decode(batch)
        : scalar.decodeChunks(batch, own.scalar);
  }

  private static boolean hasKernels(ChunkBatch batch) {
    CodeParameters code = batch.parameters;
    int containerBytes = batch.format.containerBytes();
    return code.blockSize() == 8 && code.wordBits() == 8 * containerBytes && containerBytes <= 2;
  }

  /** Whether every bit of the streams and every flag has a number that fits into an int. */
  private static boolean isCountable(ChunkBatch batch) {
    long words = 0;
    for (int chunk = 0; chunk < batch.chunks; chunk++) {
      words += batch.wordCount[chunk] + 128L;
    }
    return Math.max(words, Math.max(batch.znz.length, batch.bpc.length)) < MOST_BYTES;
  }

  /** Kernels keep memory of their own for each width of words; it is made when first needed. */
  private static final class VectorScratch implements Scratch {
    final Scratch scalar;
    private final ChunkEncoder[] encoders = new ChunkEncoder[3];
    private final ChunkDecoder[] decoders = new ChunkDecoder[3];

    VectorScratch(Scratch scalar) {
      this.scalar = scalar;
    }

    ChunkEncoder encoder(int containerBytes) {
      if (encoders[containerBytes] == null) {
        encoders[containerBytes] = new ChunkEncoder(containerBytes);
      }
      return encoders[containerBytes];
    }

    ChunkDecoder decoder(int containerBytes) {
      if (decoders[containerBytes] == null) {
        decoders[containerBytes] = new ChunkDecoder(containerBytes);
      }
      return decoders[containerBytes];
    }
  }
}
