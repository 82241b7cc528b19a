package dev.ebpc.vector;

import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Engine;
import dev.ebpc.scalar.BlockEncoder;
import dev.ebpc.scalar.ChunkEncoder;
import dev.ebpc.scalar.ScalarEngine;

/**
 * The Vector API: kernels over tiles, several chunks in flight.
 *
 * <p>{@link Kernels} lists the widths and block sizes that have kernels here; other parameters are
 * left to the scalar engine.
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
    Kernels kernels = Kernels.of(batch);
    if (kernels == null) {
      scalar.encodeChunks(batch, own.scalar);
    } else {
      own.encoder.encode(batch, kernels.splitter(), own.blockEncoder(kernels));
    }
  }

  @Override
  public boolean decodeChunks(ChunkBatch batch, Scratch scratch) {
    VectorScratch own = (VectorScratch) scratch;
    Kernels kernels = Kernels.of(batch);
    return kernels == null || !isCountable(batch)
        ? scalar.decodeChunks(batch, own.scalar)
        : own.decoder(kernels).decode(batch);
  }

  /** Whether every bit of the streams and every flag has a number that fits into an int. */
  private static boolean isCountable(ChunkBatch batch) {
    long words = 0;
    for (int chunk = 0; chunk < batch.chunks; chunk++) {
      words += batch.wordCount[chunk] + 128L;
    }
    return Math.max(words, Math.max(batch.znz.length, batch.bpc.length)) < MOST_BYTES;
  }

  /** Kernels keep memory of their own; it is made when first needed. */
  private static final class VectorScratch implements Scratch {
    final Scratch scalar;
    final ChunkEncoder encoder = new ChunkEncoder();
    private final BlockEncoder[] encoders = new BlockEncoder[Kernels.values().length];
    private final ChunkDecoder[] decoders = new ChunkDecoder[encoders.length];

    VectorScratch(Scratch scalar) {
      this.scalar = scalar;
    }

    BlockEncoder blockEncoder(Kernels kernels) {
      int i = kernels.ordinal();
      if (encoders[i] == null) {
        encoders[i] = kernels.newEncoder();
      }
      return encoders[i];
    }

    ChunkDecoder decoder(Kernels kernels) {
      int i = kernels.ordinal();
      if (decoders[i] == null) {
        decoders[i] = new ChunkDecoder(kernels);
      }
      return decoders[i];
    }
  }
}
