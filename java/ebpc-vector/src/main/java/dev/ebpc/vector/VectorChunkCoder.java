package dev.ebpc.vector;

import dev.ebpc.hardware.ChunkCoder;
import dev.ebpc.hardware.DecodingBatch;
import dev.ebpc.hardware.EncodingBatch;
import dev.ebpc.scalar.BlockEncoder;
import dev.ebpc.scalar.ChunkEncoder;
import dev.ebpc.scalar.ScalarChunkCoder;
import java.util.EnumMap;
import java.util.Map;

/**
 * The hardware profile with the Vector API.
 *
 * <p>{@link Kernels} lists the widths and block sizes that have kernels here; other parameters are
 * left to plain Java.
 */
final class VectorChunkCoder implements ChunkCoder {
  private static final int RANK = SCALAR_RANK + 1;

  /** Bytes, and flags, that a call may have at most for the kernels to count their bits. */
  private static final int MOST_BYTES = 1 << 27;

  private final ChunkCoder scalar = new ScalarChunkCoder();

  @Override
  public String engine() {
    return VectorEngine.NAME;
  }

  @Override
  public int rank() {
    return RANK;
  }

  @Override
  public Scratch newScratch() {
    return new VectorScratch(scalar.newScratch());
  }

  @Override
  public void encodeChunks(EncodingBatch batch, Scratch scratch) {
    VectorScratch own = (VectorScratch) scratch;
    Kernels kernels = Kernels.of(batch);
    if (kernels == null) {
      scalar.encodeChunks(batch, own.scalar);
    } else {
      own.encoder.encode(batch, kernels.splitter(), own.blockEncoder(kernels));
    }
  }

  @Override
  public boolean decodeChunks(DecodingBatch batch, Scratch scratch) {
    VectorScratch own = (VectorScratch) scratch;
    Kernels kernels = Kernels.of(batch);
    if (kernels == null || !isCountable(batch)) {
      return scalar.decodeChunks(batch, own.scalar);
    }
    return own.decoder(kernels).decode(batch);
  }

  /** Whether every bit of the streams and every flag has a number that fits into an int. */
  private static boolean isCountable(DecodingBatch batch) {
    long words = 0;
    for (int chunk = 0; chunk < batch.count(); chunk++) {
      words += batch.wordCount(chunk) + 128L;
    }
    return Math.max(words, Math.max(batch.znz().length, batch.bpc().length)) < MOST_BYTES;
  }

  /** Kernels keep memory of their own; it is made when first needed. */
  private static final class VectorScratch implements Scratch {
    final Scratch scalar;
    final ChunkEncoder encoder = new ChunkEncoder();
    private final Map<Kernels, BlockEncoder> encoders = new EnumMap<>(Kernels.class);
    private final Map<Kernels, ChunkDecoder> decoders = new EnumMap<>(Kernels.class);

    VectorScratch(Scratch scalar) {
      this.scalar = scalar;
    }

    BlockEncoder blockEncoder(Kernels kernels) {
      return encoders.computeIfAbsent(kernels, Kernels::newEncoder);
    }

    ChunkDecoder decoder(Kernels kernels) {
      return decoders.computeIfAbsent(kernels, ChunkDecoder::new);
    }
  }
}
