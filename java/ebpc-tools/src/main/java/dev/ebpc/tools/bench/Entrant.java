package dev.ebpc.tools.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A codec in a race: its contenders, one for each thread, and its laps so far. */
final class Entrant implements AutoCloseable {
  private final Codec codec;
  private final Team team;
  private final List<Contender> contenders;
  private final int[] compressedBytes;
  private final List<Lap> laps = new ArrayList<>();
  private long nanosOfPiece;

  Entrant(Codec codec, Workload workload, Team team) {
    this.codec = codec;
    this.team = team;
    contenders = codec.contenders(workload, team.threads());
    compressedBytes = new int[workload.pieces().size()];
  }

  Codec codec() {
    return codec;
  }

  List<Lap> laps() {
    return laps;
  }

  /** Time that a piece took in the last lap, checks included. */
  long nanosOfPiece() {
    return nanosOfPiece;
  }

  /** Bytes of some pieces compressed; they must have been coded once. */
  long compressedBytes(int[] pieces) {
    return Arrays.stream(pieces).mapToLong(piece -> compressedBytes[piece]).sum();
  }

  /**
   * Codes, decodes and checks pieces, the threads taking turns at them.
   *
   * @param pieces their numbers, each only once
   * @throws IllegalStateException if a piece does not come back as it was
   */
  Lap run(int[] pieces) {
    Pass encode = new Pass(compressedBytes.length);
    Pass decode = new Pass(compressedBytes.length);
    long[] starts = new long[team.threads()];
    long[] ends = new long[team.threads()];
    long start = System.nanoTime();
    team.run(
        thread -> {
          starts[thread] = System.nanoTime();
          for (int i = thread; i < pieces.length; i += team.threads()) {
            run(contenders.get(thread), pieces[i], encode, decode);
          }
          ends[thread] = System.nanoTime();
        });
    nanosOfPiece = (System.nanoTime() - start) / pieces.length;
    return new Lap(encode, decode, busyThreads(starts, ends));
  }

  /** Where there are more threads than processors, or than pieces, not all of them work. */
  private static double busyThreads(long[] starts, long[] ends) {
    long busy = 0;
    for (int thread = 0; thread < starts.length; thread++) {
      busy += ends[thread] - starts[thread];
    }
    long first = Arrays.stream(starts).min().getAsLong();
    long last = Arrays.stream(ends).max().getAsLong();
    return (double) busy / Math.max(1, last - first);
  }

  private void run(Contender contender, int piece, Pass encode, Pass decode) {
    long allocatedBefore = AllocatedBytes.byThisThread();
    long start = System.nanoTime();
    compressedBytes[piece] = contender.encode(piece);
    long encoded = System.nanoTime();
    long allocatedByEncode = AllocatedBytes.byThisThread();
    long restart = System.nanoTime();
    contender.decode();
    long decoded = System.nanoTime();
    long allocatedByDecode = AllocatedBytes.byThisThread();
    encode.record(piece, encoded - start, allocatedByEncode - allocatedBefore);
    decode.record(piece, decoded - restart, allocatedByDecode - allocatedByEncode);
    if (!contender.restored()) {
      throw new IllegalStateException(codec.name() + " does not restore piece " + piece);
    }
  }

  @Override
  public void close() {
    contenders.forEach(Contender::close);
  }
}
