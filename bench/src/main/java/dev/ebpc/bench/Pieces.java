package dev.ebpc.bench;

import dev.ebpc.tools.bench.Codec;
import dev.ebpc.tools.bench.Contender;
import dev.ebpc.tools.bench.Piece;
import dev.ebpc.tools.bench.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pieces of some data in turn, each with a contender that holds it compressed: so that neither
 * coding nor decoding sees the same few kilobytes over and over and learns them by heart.
 */
final class Pieces implements AutoCloseable {
  private final Workload workload;
  private final List<Contender> contenders = new ArrayList<>();
  private final int[] compressedBytes;
  private int next;

  /** Compresses every piece and checks that it is restored. */
  Pieces(Codec codec, Workload workload) {
    this.workload = workload;
    compressedBytes = new int[workload.pieces().size()];
    for (Piece piece : workload.pieces()) {
      contenders.add(codec.maker().make(new Workload(List.of(piece), 1)));
    }
    for (int i = 0; i < compressedBytes.length; i++) {
      roundTrip(new Traffic());
      requireRestored();
    }
  }

  /** Bytes of all pieces over bytes of them compressed. */
  double ratio() {
    return (double) workload.bytes() / Arrays.stream(compressedBytes).asLongStream().sum();
  }

  /** Compresses the next piece. */
  int encode(Traffic traffic) {
    advance();
    compressedBytes[next] = contenders.get(next).encode(0);
    return count(traffic);
  }

  /** Restores the next piece from what it was compressed to last. */
  int decode(Traffic traffic) {
    advance();
    contenders.get(next).decode();
    return count(traffic);
  }

  /** Compresses the next piece and restores it. */
  int roundTrip(Traffic traffic) {
    int bytes = encode(traffic);
    contenders.get(next).decode();
    return bytes;
  }

  /**
   * Checks the piece that was done last.
   *
   * @throws IllegalStateException if it does not equal the original
   */
  void requireRestored() {
    if (!contenders.get(next).restored()) {
      throw new IllegalStateException(
          "piece " + next + " of " + workload.pieces().get(next).group().name() + " is wrong");
    }
  }

  private void advance() {
    next = next + 1 == compressedBytes.length ? 0 : next + 1;
  }

  private int count(Traffic traffic) {
    traffic.bytes += workload.pieces().get(next).bytes();
    traffic.compressedBytes += compressedBytes[next];
    return compressedBytes[next];
  }

  @Override
  public void close() {
    contenders.forEach(Contender::close);
  }
}
